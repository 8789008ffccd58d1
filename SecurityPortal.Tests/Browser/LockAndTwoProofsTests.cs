using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>On a phone: an owner locks and unlocks the account (R19), and recovers it with two proofs (R20).</summary>
public sealed partial class LockAndTwoProofsTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Mailbox = "carol@example.com";
    private const string Number = "+14155550123";

    [Fact]
    public async Task R19_The_owner_locks_the_account_other_browsers_are_put_out_and_the_app_opens_it()
    {
        var phone = await SignInAsync();
        var elsewhere = await SignInAsync();

        await phone.GoAsync("/settings/account");
        await phone.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Lock my account") }).ClickAsync();
        await Expect(phone.Page.GetByTestId("lock-opens-with")).ToContainTextAsync("Authentication app");
        Assert.Empty(await phone.BeyondTheScreenAsync());
        await phone.Textbox("What happened? (optional)").FillAsync("My laptop was stolen");
        await phone.Button("Lock my account").ClickAsync();

        await Expect(phone.Page.GetByText("Your account is locked, and you are signed out everywhere.")).ToBeVisibleAsync();
        await Expect(elsewhere.Page).ToHaveURLAsync(new Regex("/sign-in"));

        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await phone.TypePasswordAsync("carol");
        await Expect(phone.Page.GetByTestId("account-locked")).ToContainTextAsync("My laptop was stolen");
        await Expect(phone.Link("Try another way")).ToHaveCountAsync(0);
        Assert.Empty(await phone.BeyondTheScreenAsync());
        await phone.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await phone.ExpectSignedInAsync();
    }

    [Fact]
    public async Task R20_A_code_by_mail_and_one_by_text_get_the_owner_back_in_at_once()
    {
        var phone = await OpenBrowserAsync(Device.NarrowPhone);
        await phone.TypePasswordAsync("carol");
        await phone.Link("Try another way").ClickAsync();
        await phone.Link("I can't use any of these").ClickAsync();
        await phone.Link("Get in now with two proofs").ClickAsync();
        await Expect(phone.Heading("Get in now with two proofs")).ToBeVisibleAsync();
        Assert.Empty(await phone.BeyondTheScreenAsync());

        await phone.Link("A backup code").ClickAsync();
        await Expect(phone.Page.GetByPlaceholder("abcd-efgh-jkmn-pqrs")).ToBeVisibleAsync();
        foreach (var way in new[] { "email", "text message" })
        {
            await phone.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^A code by {way}") }).ClickAsync();
            await Expect(phone.Button("Send a code")).ToBeVisibleAsync();
        }

        await phone.Link("Back").ClickAsync();
        await phone.Link("Get in now with two proofs").ClickAsync();

        await phone.Button("Send a code").ClickAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await CodeAsync(DeliveryChannel.Email, Mailbox, "is your code to get back in");
        await phone.Button("Send a new code").ClickAsync();
        await phone.TypeCodeAsync(await CodeAsync(DeliveryChannel.Email, Mailbox, "is your code to get back in"));
        await Expect(phone.Page.GetByTestId("proof-Email")).ToContainTextAsync("Done");
        Assert.Empty(await phone.BeyondTheScreenAsync());
        await phone.Button("Send a code").ClickAsync();
        await phone.TypeCodeAsync(await CodeAsync(DeliveryChannel.Sms, Number, "#"));

        await Expect(phone.Page).ToHaveURLAsync(new Regex("/settings/security/two-factor"));
        await Expect(phone.Page.GetByTestId("two-factor-status")).ToContainTextAsync("Your methods were reset.");
    }

    private async Task<BrowserWindow> SignInAsync()
    {
        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var window = await OpenBrowserAsync(Device.Phone);
        await window.TypePasswordAsync("carol");
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await window.ExpectSignedInAsync();
        return window;
    }

    private async Task<string> CodeAsync(DeliveryChannel channel, string to, string says)
    {
        string text;
        while (!(text = await Portal.Postman.NextAsync(channel, to)).Contains(says, StringComparison.Ordinal))
        {
        }

        return SixDigits().Match(text).Value;
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
