using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// How few interactions a person needs, counted from the sign-in page. An interaction is one press, or one field filled in,
/// including Enter where that submits it.
/// </summary>
public sealed class FirstMinuteTests(Chromium chromium) : BrowserTest(chromium)
{
    private int _interactions;

    [Fact]
    public async Task Text_messages_and_WhatsApp_are_on_after_eight_interactions()
    {
        var window = await AtTheSignInPageAsync();
        await SignInAsync(window);
        await PressAsync(OverviewRow(window, "Text message (SMS)"));
        await TypeAsync(window.Textbox("Phone number"), Steps.Number, enter: true);
        await TypeAsync(window.Textbox("Security code"), await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number));
        await PressAsync(window.Button("Save to a file and finish"));
        await PressAsync(window.Page.Locator(".result").GetByRole(AriaRole.Button, new() { Name = "Set up WhatsApp" }));
        await TypeAsync(window.Textbox("Security code"), await Portal.Postman.NextCodeAsync(DeliveryChannel.WhatsApp, Steps.Number));

        await window.ExpectOnAsync("WhatsApp");
        await window.ExpectOnAsync("Text message (SMS)");
        Assert.InRange(_interactions, 1, 8);
    }

    [Fact]
    public async Task An_app_is_on_after_six()
    {
        var window = await AtTheSignInPageAsync();
        await SignInAsync(window);
        await PressAsync(OverviewRow(window, "Authentication app"));
        var key = await window.Page.GetByTestId("setup-key").InnerTextAsync();
        await TypeAsync(window.Textbox("Security code"), await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow()));
        await PressAsync(window.Button("Save to a file and finish"));

        await window.ExpectOnAsync("Authentication app");
        Assert.InRange(_interactions, 1, 6);
    }

    [Fact]
    public async Task A_passkey_is_on_after_five()
    {
        var window = await AtTheSignInPageAsync();
        await VirtualKey.PlugInAsync(window);
        await SignInAsync(window);
        await PressAsync(OverviewRow(window, "Security keys"));
        await PressAsync(window.Button("Add security key"));
        await PressAsync(window.Button("Save to a file and finish"));

        await window.ExpectOnAsync("Security keys");
        Assert.InRange(_interactions, 1, 5);
    }

    [Fact]
    public async Task A_backup_code_signs_in_after_six()
    {
        var first = await OpenTwoFactorAsync("alice");
        await first.TurnOnAppAsync(Portal);
        var codes = await first.SaveBackupCodesAsync();
        var window = await AtTheSignInPageAsync();

        await SignInAsync(window);
        await PressAsync(window.Link("Use a backup code"));
        await TypeAsync(window.Textbox("Security code"), codes[0], enter: true);

        await window.ExpectSignedInAsync();
        Assert.InRange(_interactions, 1, 6);
    }

    private async Task<BrowserWindow> AtTheSignInPageAsync()
    {
        var window = await OpenBrowserAsync();
        await window.GoAsync("/sign-in");
        return window;
    }

    private async Task SignInAsync(BrowserWindow window)
    {
        await TypeAsync(window.Textbox("Email or user name"), "alice@example.com");
        await TypeAsync(window.Textbox("Password"), Fixtures.Portal.Password, enter: true);
    }

    // The row of a method on the first page of a person with no method on.
    private static ILocator OverviewRow(BrowserWindow window, string method) =>
        window.Page.GetByRole(AriaRole.List, new() { Name = "Turn on a method" }).GetByRole(AriaRole.Link).Filter(new() { HasText = method });

    private async Task PressAsync(ILocator control)
    {
        _interactions++;
        await control.ClickAsync();
    }

    private async Task TypeAsync(ILocator field, string text, bool enter = false)
    {
        _interactions++;
        await Expect(field).ToBeVisibleAsync();
        await field.PressSequentiallyAsync(text);
        if (enter)
        {
            await field.PressAsync("Enter");
        }
    }
}
