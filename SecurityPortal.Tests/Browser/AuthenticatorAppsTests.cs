using System.Web;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class AuthenticatorAppsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_person_scans_the_picture_and_signs_in_with_the_app(Device device)
    {
        var window = await OpenTwoFactorAsync("alice", device);
        await window.Switch("Authentication app").ClickAsync();

        var picture = await window.Page.GetByAltText("QR code").ScreenshotAsync();
        var scanned = new Uri(await Zbarimg.ReadAsync(picture));
        Assert.Equal("otpauth", scanned.Scheme);
        Assert.Contains("alice@example.com", Uri.UnescapeDataString(scanned.AbsolutePath));
        var key = HttpUtility.ParseQueryString(scanned.Query)["secret"]!;
        await window.TypeSetupCodeAsync(await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow()));
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Authentication app");

        // The time step that turned the app on cannot be used again.
        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var elsewhere = await OpenBrowserAsync(device);
        await elsewhere.TypePasswordAsync("alice");
        await elsewhere.TypeCodeAsync(await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow()));
        await elsewhere.ExpectSignedInAsync();
    }

    [Fact]
    public async Task A_wrong_code_turns_nothing_on_and_says_so()
    {
        var window = await OpenTwoFactorAsync("alice");
        var key = await window.OpenAppSetupAsync();
        var right = await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow());

        await window.TypeSetupCodeAsync(right[0] == '0' ? $"1{right[1..]}" : $"0{right[1..]}");

        await Expect(window.Dialog("Set up Authentication app").GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        await window.OpenTwoFactorAsync();
        await window.ExpectOffAsync("Authentication app");
    }

    [Fact]
    public async Task A_set_up_that_is_closed_leaves_the_switch_off()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.OpenAppSetupAsync();
        await window.ExpectOffAsync("Authentication app");

        await window.Button("Close").ClickAsync();

        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog)).ToBeHiddenAsync();
        await window.ExpectOffAsync("Authentication app");
    }
}
