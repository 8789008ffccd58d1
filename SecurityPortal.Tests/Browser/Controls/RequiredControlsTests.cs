using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>The two-factor screen where policy requires two-factor authentication (R11, R22).</summary>
public sealed class RequiredControlsTests(Chromium chromium) : BrowserTest(chromium)
{
    private protected override (string Key, string Value)[] Settings => [("Policy:TwoFactorRequired", "true")];

    [Fact]
    public async Task The_last_method_cannot_go_and_a_second_one_can()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        await window.TurnOnAppAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Authentication app");
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await window.Switch("Authentication app").ClickAsync();
            await Expect(window.Page.GetByText("Your organisation requires two-factor authentication.")).ToBeVisibleAsync();
            await window.Button(button).ClickAsync();
            await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await window.TurnOnTextMessagesAsync(Portal);
        await window.ExpectOnAsync("Text message (SMS)");
        await window.Switch("Authentication app").ClickAsync();
        await window.TurnOffButton.ClickAsync();

        await window.ExpectOffAsync("Authentication app");
    }
}
