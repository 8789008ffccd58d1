using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Signing out is one click away on the pages where people stay (ASVS 7.4.4).</summary>
public sealed class SignOutOnEveryPageTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData("/settings/security")]
    [InlineData("/settings/security/two-factor")]
    [InlineData("/settings/security/devices")]
    [InlineData("/settings/security/activity")]
    [InlineData("/settings/security/notices")]
    [InlineData("/settings/account/language")]
    [InlineData("/settings/account/name")]
    [InlineData("/settings/account/password")]
    [InlineData("/settings/account/email")]
    [InlineData("/settings/account/delete")]
    [InlineData("/settings/account/lock")]
    [InlineData("/sign-in/confirm")]
    public async Task A_persons_pages_have_the_button(string path) =>
        AssertHasButton(await (await (await TestPerson.CreateAsync(shared.Portal)).SignInAsync()).Browser().GetAsync(path), path);

    [Theory]
    [InlineData("/support")]
    [InlineData("/support/cases")]
    public async Task So_do_those_of_support(string path) =>
        AssertHasButton(await (await TestPerson.AtWorkAsync(shared.Portal, "Support")).Browser().GetAsync(path), path);

    [Theory]
    [InlineData("/settings/account/language")]
    [InlineData("/sign-in/confirm")]
    public async Task Outside_the_frame_the_button_signs_out_as_well(string path)
    {
        var browser = (await (await TestPerson.CreateAsync(shared.Portal)).SignInAsync()).Browser();
        await browser.GetAsync(path);

        await browser.SendAsync(browser.FormAt("form[action='/sign-out']"));

        Assert.False(await browser.IsSignedInAsync());
    }

    private static void AssertHasButton(TestBrowser browser, string path)
    {
        Assert.StartsWith(path, browser.Path, StringComparison.Ordinal);
        Assert.Contains(
            browser.Page!.QuerySelectorAll("form[action='/sign-out'] button[type='submit']"), button => button.TextContent.Trim() == "Sign out");
    }
}
