using System.Text.RegularExpressions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class ReauthenticationTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly TimeSpan LongerThanAConfirmationHolds = TimeSpan.FromMinutes(11);

    [Fact]
    public async Task After_ten_minutes_a_switch_leads_there_and_back_into_the_very_set_up()
    {
        var window = await OpenTwoFactorAsync("alice");
        Portal.Clock.Advance(LongerThanAConfirmationHolds);

        await window.Switch("Text message (SMS)").ClickAsync();
        await Expect(window.Heading("Confirm it's you")).ToBeVisibleAsync();
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Continue").ClickAsync();

        await Expect(window.Dialog("Set up Text message (SMS)")).ToBeVisibleAsync();
        await window.TypeNumberAndCodeAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Text message (SMS)");
    }

    [Fact]
    public async Task A_person_with_an_app_is_asked_for_its_code_and_may_not_use_a_text_instead()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("carol");
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        Portal.Clock.Advance(LongerThanAConfirmationHolds);

        await window.Switch("Text message (SMS)").ClickAsync();
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Continue").ClickAsync();
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
        await window.Link("Use a backup code").ClickAsync();
        await Expect(window.Page.GetByText("Enter one of your backup codes.")).ToBeVisibleAsync();
        await window.Page.GoBackAsync();
        await window.Link("Try another way").ClickAsync();
        await Expect(window.Link("Backup codes")).ToBeVisibleAsync();
        await Expect(window.Link("Text message (SMS)")).ToBeHiddenAsync();

        await window.Page.GoBackAsync();
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));

        await Expect(window.TurnOffButton).ToBeVisibleAsync();
        await window.TurnOffButton.ClickAsync();
        await window.ExpectOffAsync("Text message (SMS)");
    }

    [Fact]
    public async Task A_person_with_texts_alone_has_a_second_one_sent_and_goes_on_with_it()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.TurnOnTextMessagesAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Text message (SMS)");
        Portal.Clock.Advance(LongerThanAConfirmationHolds);
        await window.Switch("Authentication app").ClickAsync();
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Continue").ClickAsync();
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
        var first = await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number);
        Portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await window.Page.ReloadAsync();

        await window.Button("Send a new code").ClickAsync();

        var second = await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number);
        Assert.NotEqual(first, second);
        await window.TypeCodeAsync(second);
        await Expect(window.Dialog("Set up Authentication app")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_opens_nothing()
    {
        var window = await OpenTwoFactorAsync("alice");
        Portal.Clock.Advance(LongerThanAConfirmationHolds);
        await window.Switch("Authentication app").ClickAsync();

        await window.Textbox("Password").FillAsync("Wrong-horse-8");
        await window.Button("Continue").ClickAsync();

        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("is wrong");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in/confirm"));
    }
}
