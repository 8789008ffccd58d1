using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>A story about Alice, who can approve login requests on a page where she is signed in.</summary>
public abstract class LoginRequestTest(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Opens the one browser where Alice is signed in, with an app and login requests on.</summary>
    private protected async Task<BrowserWindow> WithLoginRequestsAsync(Device device = Device.Desktop)
    {
        var home = await OpenTwoFactorAsync("alice", device);
        await home.TurnOnAppAsync(Portal);
        var codes = await home.SaveBackupCodesAsync();
        var second = await OpenBrowserAsync(device);
        await second.TypePasswordAsync("alice");
        await second.TryAnotherWayAsync("Backup codes");
        await second.TypeCodeAsync(codes[0]);
        await second.ExpectSignedInAsync();

        await home.OpenTwoFactorAsync();
        await home.Switch("Login requests").ClickAsync();
        await home.Button("Send a test request").ClickAsync();
        var number = await home.Page.GetByTestId("match-number").InnerTextAsync();
        await second.Textbox("Number shown on the other screen").FillAsync(number);
        await second.Button("Approve").ClickAsync();
        await home.ExpectOnAsync("Login requests");
        await Expect(home.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        return home;
    }

    private protected async Task<(BrowserWindow Window, string Number)> AskAsync(Device device = Device.Desktop)
    {
        var asking = await OpenBrowserAsync(device);
        await asking.TypePasswordAsync("alice");
        await asking.TryAnotherWayAsync("Login requests");
        return (asking, await asking.Page.GetByTestId("match-number").InnerTextAsync());
    }
}
