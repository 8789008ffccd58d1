using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class TurningOffTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_last_method_takes_two_factor_and_the_backup_codes_with_it(Device device)
    {
        var window = await OpenTwoFactorAsync("alice", device);
        await window.TurnOnAppAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.ExpectStatusAsync("Two-factor authentication is on");

        await window.Switch("Authentication app").ClickAsync();
        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog))
            .ToContainTextAsync("Two-factor authentication will be off");
        await window.TurnOffButton.ClickAsync();

        await window.ExpectStatusAsync("Two-factor authentication is off");
        await window.ExpectOffAsync("Authentication app");
        await window.ExpectOffAsync("Backup codes");

        var elsewhere = await OpenBrowserAsync(device);
        await elsewhere.TypePasswordAsync("alice");
        await elsewhere.ExpectSignedInAsync();
    }

    [Fact]
    public async Task Cancel_changes_nothing()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.TurnOnAppAsync(Portal);
        await window.SaveBackupCodesAsync();

        await window.Switch("Authentication app").ClickAsync();
        await Expect(window.TurnOffButton).ToBeVisibleAsync();
        await window.ExpectOnAsync("Authentication app");
        await window.Button("Cancel").ClickAsync();

        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog)).ToBeHiddenAsync();
        await window.ExpectOnAsync("Authentication app");
        await window.OpenTwoFactorAsync();
        await window.ExpectOnAsync("Authentication app");
    }
}
