using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.LoginRequests;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Each answer to a login request, wherever the request shows, and the menu of login requests (R22).</summary>
public sealed class LoginRequestControlsTests(Chromium chromium) : LoginRequestTest(chromium)
{
    [Fact]
    public async Task A_request_is_put_aside_cancelled_asked_again_and_refused_on_its_own_page()
    {
        var home = await WithLoginRequestsAsync();
        var (asking, _) = await AskAsync();
        await Expect(home.Dialog("Are you signing in?")).ToBeVisibleAsync();
        await home.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(home.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        await OpenNewestAsync(home);
        await home.Button("It was me, cancel").ClickAsync();
        await Expect(asking.Page.GetByText("Nobody answered in time.")).ToBeVisibleAsync();
        await asking.Button("Ask again").ClickAsync();
        await Expect(asking.Page.GetByTestId("match-number")).ToBeVisibleAsync();
        await OpenNewestAsync(home);
        await home.Button("It wasn't me").ClickAsync();

        await Expect(home.Page.GetByText("Whoever sent the request knows your password")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_menu_of_login_requests_closes_prefers_and_turns_off()
    {
        var home = await WithLoginRequestsAsync();
        await home.OpenTwoFactorAsync();
        await home.Button("Manage Login requests").ClickAsync();
        await home.Button("Close").ClickAsync();
        await Expect(home.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await home.Button("Manage Login requests").ClickAsync();
        await home.Button("Set as preferred").ClickAsync();
        await Expect(home.Row("LoginRequests")).ToContainTextAsync("Preferred");
        await home.Button("Manage Login requests").ClickAsync();
        await home.Button("Remove as preferred").ClickAsync();
        await Expect(home.Row("LoginRequests")).Not.ToContainTextAsync("Preferred");
        await home.Button("Manage Login requests").ClickAsync();
        await home.Button("Turn off").ClickAsync();
        await home.Button("Cancel").ClickAsync();
        await Expect(home.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await home.Switch("Login requests").ClickAsync();
        await Expect(home.TurnOffButton).ToBeVisibleAsync();
        await home.Button("Close").ClickAsync();
        await Expect(home.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await home.Switch("Login requests").ClickAsync();
        await home.TurnOffButton.ClickAsync();

        await home.ExpectOffAsync("Login requests");
    }

    [Fact]
    public async Task A_test_is_cancelled_in_the_other_browser_or_put_aside_there()
    {
        var home = await OpenTwoFactorAsync("alice");
        await home.TurnOnAppAsync(Portal);
        var codes = await home.SaveBackupCodesAsync();
        var second = await OpenBrowserAsync();
        await second.TypePasswordAsync("alice");
        await second.TryAnotherWayAsync("Backup codes");
        await second.TypeCodeAsync(codes[0]);
        await second.ExpectSignedInAsync();
        await home.OpenTwoFactorAsync();
        await home.Switch("Login requests").ClickAsync();
        await Expect(home.Dialog("Set up Login requests")).ToBeVisibleAsync();
        await home.Button("Close").ClickAsync();
        await Expect(home.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        await home.Switch("Login requests").ClickAsync();
        await home.Button("Send a test request").ClickAsync();
        await Expect(second.Dialog("Test of login requests")).ToBeVisibleAsync();
        await second.Button("Cancel").ClickAsync();
        await second.Dialog("Login request").GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await home.Button("Send a test request").ClickAsync();
        await Expect(second.Dialog("Test of login requests")).ToBeVisibleAsync();
        await second.Button("Close").ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        await home.ExpectOffAsync("Login requests");
    }

    private async Task OpenNewestAsync(BrowserWindow window)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var id = await db.Set<LoginRequest>().OrderByDescending(request => request.CreatedAt).Select(request => request.Id)
            .FirstAsync(TestContext.Current.CancellationToken);
        await window.GoAsync($"/login-requests/{id}");
    }
}
