using Microsoft.EntityFrameworkCore;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class TextsAndWhatsAppTests(Chromium chromium) : BrowserTest(chromium)
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
    public async Task WhatsApp_that_does_not_reach_the_person_is_followed_by_a_text_or_offers_one()
    {
        var home = await OpenTwoFactorAsync("alice");
        await home.TurnOnTextMessagesAsync(Portal);
        await home.SaveBackupCodesAsync();
        await home.TurnOnWhatsAppAsync(Portal);
        Portal.Postman.Failing[DeliveryChannel.WhatsApp] = DeliveryFault.NotOnWhatsApp;

        // If the person chose WhatsApp: the message and a link.
        var choosing = await OpenBrowserAsync();
        await choosing.TypePasswordAsync("alice");
        await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number);
        await choosing.TryAnotherWayAsync("WhatsApp");
        await Expect(choosing.Page.GetByText("on WhatsApp. Try another way.")).ToBeVisibleAsync();
        await choosing.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Send a text message instead" }).ClickAsync();
        await Expect(choosing.Page.GetByText("Text message (SMS)", new() { Exact = true })).ToBeVisibleAsync();

        // If WhatsApp opened by itself: a text goes out unasked.
        await PreferAsync("alice@example.com", "WhatsApp");
        var opened = await OpenBrowserAsync();
        await opened.TypePasswordAsync("alice");
        await Expect(opened.Page.GetByText("so we're sending a text message instead.")).ToBeVisibleAsync();
        await opened.TypeCodeAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number));
        await opened.ExpectSignedInAsync();
    }

    private async Task PreferAsync(string name, string method)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        await db.Set<Person>().Where(person => db.Users.Any(user => user.Id == person.UserId && user.UserName == name))
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.PreferredMethod, method));
    }

    [Fact]
    public async Task A_country_is_found_by_a_part_of_its_name_and_Escape_closes_its_list_before_the_dialog()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Switch("Text message (SMS)").ClickAsync();
        var country = window.Dialog("Set up Text message (SMS)").GetByLabel("Country", new() { Exact = true });

        await country.FillAsync("germ");
        await window.Page.GetByText("Germany (+49)").ClickAsync();
        await Expect(country).ToHaveValueAsync("Germany (+49)");

        await country.FillAsync("+351");
        await Expect(window.Page.GetByText("Portugal (+351)")).ToBeVisibleAsync();
        await country.PressAsync("Escape");
        await Expect(window.Page.GetByText("Portugal (+351)")).ToBeHiddenAsync();
        await Expect(window.Dialog("Set up Text message (SMS)")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_country_of_the_browser_is_chosen_so_that_a_number_is_typed_as_at_home()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Switch("Text message (SMS)").ClickAsync();
        var dialog = window.Dialog("Set up Text message (SMS)");
        await Expect(dialog.GetByLabel("Country", new() { Exact = true })).ToHaveValueAsync("United Kingdom (+44)");

        await dialog.GetByLabel("Phone number", new() { Exact = true }).FillAsync("07700 900123");
        await window.Button("Send code").ClickAsync();

        await window.TypeSetupCodeAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number));
        await Expect(window.BackupCodes).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task A_change_of_number_that_turns_WhatsApp_off_says_so_and_offers_it_again()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.TurnOnTextMessagesAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.TurnOnWhatsAppAsync(Portal);

        await window.Button("Manage Text message (SMS)").ClickAsync();
        await window.Button("Change number").ClickAsync();
        await Expect(window.Page.GetByText("This also turns off WhatsApp.")).ToBeVisibleAsync();
        await window.Page.GetByLabel("Phone number", new() { Exact = true }).FillAsync("+447700900124");
        await window.Button("Send code").ClickAsync();
        await window.TypeSetupCodeAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, "+447700900124"));
        await Expect(window.Page.GetByText("Your number was changed. WhatsApp is off until you set it up again.")).ToBeVisibleAsync();
        await window.ExpectOffAsync("WhatsApp");
        await window.Button("Set up WhatsApp").ClickAsync();
        await window.Dialog("Set up WhatsApp").GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Send code" }).ClickAsync();
        await window.TypeSetupCodeAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.WhatsApp, "+447700900124"));

        await window.ExpectOnAsync("WhatsApp");
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
