using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Signing out is one press away on the pages that people stay at (ASVS 7.4.4).</summary>
public sealed class SignOutOnEveryPageTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData("/settings/security")]
    [InlineData("/settings/security/two-factor")]
    [InlineData("/settings/security/devices")]
    [InlineData("/settings/security/activity")]
    [InlineData("/settings/security/notices")]
    public async Task A_persons_pages_have_the_button(string path) =>
        AssertHasButton(await (await (await TestPerson.CreateAsync(shared.Portal)).SignInAsync()).Browser().GetAsync(path), path);

    [Theory]
    [InlineData("/support")]
    [InlineData("/support/cases")]
    public async Task So_do_those_of_support(string path) =>
        AssertHasButton(await (await TestPerson.AtWorkAsync(shared.Portal, "Support")).Browser().GetAsync(path), path);

    private static void AssertHasButton(TestBrowser browser, string path)
    {
        Assert.StartsWith(path, browser.Path, StringComparison.Ordinal);
        Assert.Contains(
            browser.Page!.QuerySelectorAll("form[action='/sign-out'] button[type='submit']"), button => button.TextContent.Trim() == "Sign out");
    }
}
