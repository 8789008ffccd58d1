using SecurityPortal.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class TextsAndWhatsApp(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_person_turns_on_both_and_signs_in_elsewhere_by_each_of_them(Device device)
    {
        var home = await OpenTwoFactorAsync("alice", device);

        await home.TurnOnTextMessagesAsync(Portal);
        Assert.Equal(10, (await home.SaveBackupCodesAsync()).Count);
        await home.ExpectOnAsync("Text message (SMS)");
        await home.ExpectOffAsync("WhatsApp");
        await home.ExpectStatusAsync("Two-factor authentication is on");
        await home.TurnOnWhatsAppAsync(Portal);

        var byText = await OpenBrowserAsync(device);
        await byText.TypePasswordAsync("alice");
        await byText.TypeCodeAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number));
        await byText.ExpectSignedInAsync();

        var byWhatsApp = await OpenBrowserAsync(device);
        await byWhatsApp.TypePasswordAsync("alice");
        await byWhatsApp.TryAnotherWayAsync("WhatsApp");
        await byWhatsApp.TypeCodeAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.WhatsApp, Steps.Number));
        await byWhatsApp.ExpectSignedInAsync();
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Turning_text_messages_off_names_WhatsApp_and_takes_it_along(Device device)
    {
        var window = await OpenTwoFactorAsync("alice", device);
        await window.TurnOnTextMessagesAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.TurnOnWhatsAppAsync(Portal);
        await window.TurnOnAppAsync(Portal);
        await window.ExpectOnAsync("Authentication app");

        await window.Switch("Text message (SMS)").ClickAsync();
        var dialog = window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("text messages");
        await Expect(dialog).ToContainTextAsync("WhatsApp");
        await window.TurnOffButton.ClickAsync();

        await window.ExpectOffAsync("Text message (SMS)");
        await window.ExpectOffAsync("WhatsApp");
        await window.ExpectOnAsync("Authentication app");

        await window.TurnOnTextMessagesAsync(Portal);
        await window.ExpectOnAsync("Text message (SMS)");
        await window.ExpectOffAsync("WhatsApp");
    }

    [Fact]
    public async Task WhatsApp_waits_for_text_messages_and_follows_them()
    {
        var window = await OpenTwoFactorAsync("alice");
        await Expect(window.Switch("WhatsApp")).ToBeDisabledAsync();
        await Expect(window.Row("WhatsApp")).ToContainTextAsync("Turn on text messages first");

        await window.Button("Set up text messages").ClickAsync();
        await window.TypeNumberAndCodeAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.SendWhatsAppCodeAsync(Portal);

        await window.ExpectOnAsync("Text message (SMS)");
        await window.ExpectOnAsync("WhatsApp");
    }
}
