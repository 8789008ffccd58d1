using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>
/// What the settings say when scripts are off. (Chromium's own switch for that, which Playwright uses, shows no
/// <c>noscript</c>, so this checks the page as it is sent.)
/// </summary>
public sealed class WithoutJavaScriptTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData("/settings/security")]
    [InlineData("/settings/security/two-factor")]
    [InlineData("/settings/account")]
    public async Task A_page_of_settings_says_what_it_needs(string path)
    {
        var person = await TestPerson.CreateAsync(shared.Portal);
        var browser = await shared.Portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync(path);

        Assert.Contains(
            "These settings need JavaScript.", browser.Page!.QuerySelector("main > noscript")?.InnerHtml ?? "", StringComparison.Ordinal);
    }
}
