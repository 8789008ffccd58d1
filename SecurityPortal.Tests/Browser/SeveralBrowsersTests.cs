using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class SeveralBrowsersTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_change_sends_an_open_page_elsewhere_to_sign_in_and_leaves_the_one_that_made_it()
    {
        var home = await OpenTwoFactorAsync("alice");
        var elsewhere = await OpenTwoFactorAsync("alice");

        await home.TurnOnAppAsync(Portal);
        await home.SaveBackupCodesAsync();

        await Expect(elsewhere.Page).ToHaveURLAsync(new Regex("/sign-in"), new() { Timeout = 5_000 });
        await Expect(elsewhere.Heading("Sign in")).ToBeVisibleAsync();
        await home.ExpectOnAsync("Authentication app");
        await home.OpenTwoFactorAsync();
        await home.ExpectOnAsync("Authentication app");
    }

    [Fact]
    public async Task Another_tab_of_the_same_browser_shows_the_change_by_itself()
    {
        var tab = await OpenTwoFactorAsync("alice");
        var other = await OpenTabAsync(tab);
        await other.OpenTwoFactorAsync();

        await tab.TurnOnAppAsync(Portal);
        await tab.SaveBackupCodesAsync();

        await other.ExpectOnAsync("Authentication app");
        await other.ExpectStatusAsync("Two-factor authentication is on");
    }

    [Fact]
    public async Task Of_two_tabs_with_the_same_set_up_the_older_is_void_and_says_so()
    {
        var older = await OpenTwoFactorAsync("alice");
        var olderKey = await older.OpenAppSetupAsync();
        var newer = await OpenTabAsync(older);
        await newer.OpenTwoFactorAsync();
        var newerKey = await newer.OpenAppSetupAsync();
        Assert.NotEqual(olderKey, newerKey);

        await older.TypeSetupCodeAsync(await Oathtool.CodeAsync(olderKey, Portal.Clock.GetUtcNow()));
        await Expect(older.Dialog("Set up Authentication app").GetByRole(Microsoft.Playwright.AriaRole.Alert))
            .ToContainTextAsync("no longer valid");

        await newer.TypeSetupCodeAsync(await Oathtool.CodeAsync(newerKey, Portal.Clock.GetUtcNow()));
        await newer.SaveBackupCodesAsync();
        await newer.ExpectOnAsync("Authentication app");
    }

    [Fact]
    public async Task Signing_out_ends_the_other_tabs_as_well()
    {
        var tab = await OpenTwoFactorAsync("alice");
        var other = await OpenTabAsync(tab);
        await other.OpenTwoFactorAsync();

        await tab.SignOutAsync();

        // The portal notifies the other tab, not its own form; no tab presents an ordinary sign-out as an alarm.
        foreach (var window in new[] { tab, other })
        {
            await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
            await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToHaveTextAsync("You are signed out.");
            await Expect(window.Page).ToHaveURLAsync(new Regex("reason=signed-out"));
        }
    }
}
