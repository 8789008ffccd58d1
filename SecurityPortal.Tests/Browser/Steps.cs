using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Steps on the two-factor screen that several stories share.</summary>
internal static class Steps
{
    public const string Number = "+447700900123";

    /// <summary>Turns on text messages to <see cref="Number"/>, up to and including the code.</summary>
    public static async Task TurnOnTextMessagesAsync(this BrowserWindow window, ListeningPortal portal)
    {
        await window.Switch("Text message (SMS)").ClickAsync();
        await window.TypeNumberAndCodeAsync(portal);
    }

    /// <summary>The same with the dialog open.</summary>
    public static async Task TypeNumberAndCodeAsync(this BrowserWindow window, ListeningPortal portal)
    {
        var dialog = window.Dialog("Set up Text message (SMS)");
        await dialog.GetByLabel("Phone number", new() { Exact = true }).FillAsync(Number);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send code", Exact = true }).ClickAsync();
        await window.TypeSetupCodeAsync(await portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Number));
    }

    public static async Task TurnOnWhatsAppAsync(this BrowserWindow window, ListeningPortal portal)
    {
        await window.Switch("WhatsApp").ClickAsync();
        await window.SendWhatsAppCodeAsync(portal);
        await window.ExpectOnAsync("WhatsApp");
    }

    /// <summary>The same with the dialog open.</summary>
    public static async Task SendWhatsAppCodeAsync(this BrowserWindow window, ListeningPortal portal)
    {
        var dialog = window.Dialog("Set up WhatsApp");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send code", Exact = true }).ClickAsync();
        await window.TypeSetupCodeAsync(await portal.Postman.NextCodeAsync(DeliveryChannel.WhatsApp, Number));
    }

    /// <summary>Opens the enrolment of an app and returns the key that it shows.</summary>
    public static async Task<string> OpenAppSetupAsync(this BrowserWindow window)
    {
        await window.Switch("Authentication app").ClickAsync();
        return await window.Page.GetByTestId("setup-key").InnerTextAsync();
    }

    public static async Task TurnOnAppAsync(this BrowserWindow window, ListeningPortal portal)
    {
        var key = await window.OpenAppSetupAsync();
        await window.TypeSetupCodeAsync(await Oathtool.CodeAsync(key, portal.Clock.GetUtcNow()));
    }

    public static async Task TypeSetupCodeAsync(this BrowserWindow window, string code)
    {
        await window.Textbox("Security code").FillAsync(code);
        await window.Button("Turn on").ClickAsync();
    }

    /// <summary>Confirms that the codes are saved and returns them.</summary>
    public static async Task<IReadOnlyList<string>> SaveBackupCodesAsync(this BrowserWindow window)
    {
        var dialog = window.Dialog("Set up Backup codes");
        await Expect(window.BackupCodes).ToHaveCountAsync(10);
        var codes = await window.BackupCodes.AllInnerTextsAsync();
        await dialog.GetByLabel("I have saved these codes").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        return [.. codes.Select(code => code.Trim())];
    }
}
