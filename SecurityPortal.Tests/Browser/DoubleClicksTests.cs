using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class DoubleClicksTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Send_code_sends_one_and_turn_on_turns_on_once()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Switch("Text message (SMS)").ClickAsync();
        await window.Textbox("Phone number").FillAsync(Steps.Number);
        await window.Button("Send code").DblClickAsync();
        var code = await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number);

        await window.Textbox("Security code").FillAsync(code);
        await window.Button("Turn on").DblClickAsync();
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Text message (SMS)");

        await using var db = await Portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<OutboxMessage>().CountAsync(message => message.Channel == DeliveryChannel.Sms));
        Assert.Equal(1, await db.Set<AuditLogEntry>().CountAsync(entry => entry.Event == AuditEvents.MethodOn));

        // One about the change, and one about her first sign-in.
        Assert.Equal(2, await db.Set<OutboxMessage>().CountAsync(message => message.Channel == DeliveryChannel.Email));
    }

    [Fact]
    public async Task Send_code_by_WhatsApp_sends_one()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.TurnOnTextMessagesAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.Switch("WhatsApp").ClickAsync();
        await window.Button("Send code").DblClickAsync();
        var code = await Portal.Postman.NextCodeAsync(DeliveryChannel.WhatsApp, Steps.Number);
        await window.TypeSetupCodeAsync(code);
        await window.ExpectOnAsync("WhatsApp");

        await using var db = await Portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<OutboxMessage>().CountAsync(message => message.Channel == DeliveryChannel.WhatsApp));
    }

    [Fact]
    public async Task Signing_in_begins_one_session()
    {
        var window = await OpenBrowserAsync();
        await window.GoAsync("/sign-in");
        await window.Textbox("Email or user name").FillAsync("alice@example.com");
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Sign in").DblClickAsync();
        await window.ExpectSignedInAsync();

        await using var db = await Portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<AuditLogEntry>().CountAsync(entry => entry.Event == AuditEvents.SignedIn));
    }

    [Fact]
    public async Task A_press_on_a_switch_twice_opens_one_dialog()
    {
        var window = await OpenTwoFactorAsync("alice");

        await window.Switch("Authentication app").DblClickAsync();

        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog)).ToHaveCountAsync(1);
        await window.ExpectOffAsync("Authentication app");
        var key = await window.Page.GetByTestId("setup-key").InnerTextAsync();
        await window.TypeSetupCodeAsync(await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow()));
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Authentication app");
    }
}
