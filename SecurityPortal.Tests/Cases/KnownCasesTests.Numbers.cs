using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using SecurityPortal.Messaging.Delivery.Smtp;
using SecurityPortal.Messaging.Delivery.Twilio;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.PhoneNumbers;
using Spoken = SecurityPortal.Platform.Web.Languages;

namespace SecurityPortal.Tests.Cases;

/// <summary>Phone numbers, and the messages sent to them and to mailboxes.</summary>
public sealed partial class KnownCasesTests
{
    [Case("K5-1")]
    private async Task NumbersThatAreNoLongerValid(KnownCase known)
    {
        var number = NumberIn().Match(known.Input).Value;
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await KeepNumberAsync(person, number);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync("/sign-in/verify?method=Sms");
        Assert.True(browser.Response!.IsSuccessStatusCode);
        await browser.SubmitAsync(("code", await _portal.CodeSentToAsync(number)));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Case("K5-4")]
    private async Task ResetsOfNumbersThatAreNoLongerValid(KnownCase known)
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.Sms);
        await KeepNumberAsync(desk.Caller, NumberIn().Match(known.Input).Value);

        await desk.WaitingResetAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        await _portal.Get<DueActions>().RunAsync();

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id));
    }

    [Case("K16-1", "K16-6", "K16-8")]
    private static Task NumbersAsPeopleHaveThem(KnownCase known)
    {
        var typed = known.Id == "K16-6" ? known.Input.Split(" with ")[0].Replace(' ', '\u202F') : known.After("");
        Assert.Equal(known.Expected, Assert.IsType<PhoneNumberResult.Parsed>(Parse(typed)).Number.E164);
        return Task.CompletedTask;
    }

    [Case("K16-5")]
    private static Task NumbersSinceTheirCountryChangedThem(KnownCase known)
    {
        Assert.All(known.Input.Split("; "), typed => Assert.IsType<PhoneNumberResult.Parsed>(Parse(typed)));
        return Task.CompletedTask;
    }

    [Case("K16-2", "K16-9")]
    private static Task NumbersThatAreRefused(KnownCase known)
    {
        var fault = known.Id == "K16-2" ? PhoneNumberFault.LacksNine : PhoneNumberFault.NotANumber;
        Assert.Equal(fault, Assert.IsType<PhoneNumberResult.Refused>(Parse(known.Input)).Fault);
        return Task.CompletedTask;
    }

    [Case("K18-2")]
    private static Task LinksOfApps(KnownCase known)
    {
        var key = AuthenticatorKey.Create();
        foreach (var (account, escaped) in new[] { ("alice+tag@example.com", "%2B"), ("john doe", "%20"), ("o'brien@example.com", "%27") })
        {
            foreach (var issuer in known.Quoted.Skip(1))
            {
                var link = key.ToUri(issuer, account);
                Assert.Contains(escaped, link, StringComparison.Ordinal);
                Assert.Contains(Uri.EscapeDataString(issuer), link.Split('?')[0], StringComparison.Ordinal);
                Assert.Contains($"issuer={Uri.EscapeDataString(issuer)}", link, StringComparison.Ordinal);
            }
        }

        return Task.CompletedTask;
    }

    [Case("P-1")]
    private async Task LinksThatScannersOpen(KnownCase known)
    {
        Assert.StartsWith("HEAD and twice GET", known.Input, StringComparison.Ordinal);
        var address = $"{Guid.NewGuid():N}@example.com";
        var browser = await (await _portal.Browser().GetAsync("/register")).SubmitAsync(("email", address));
        var link = await _portal.LinkSentToAsync(address);
        foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get, HttpMethod.Get })
        {
            await _portal.Browser().SendAsync(new HttpRequestMessage(method, link));
        }

        await browser.GetAsync(link);
        await browser.SubmitAsync(("new-password", NewPassword));

        Assert.Equal("/sign-in?reason=registered", browser.Path);
    }

    [Case("P-2")]
    private static Task CodesOfProviders(KnownCase known)
    {
        foreach (var (codes, fault) in known.After("Twilio ").Split(" / ").Zip(known.Expected.Split(" / ")))
        {
            Assert.All(codes.Split(' '), code => Assert.Equal(fault, TwilioErrors.FaultOf(int.Parse(code, CultureInfo.InvariantCulture)).ToString()));
        }

        return Task.CompletedTask;
    }

    [Case("P-3")]
    private Task LengthOfTexts(KnownCase known)
    {
        Assert.Contains("27 letters", known.Input, StringComparison.Ordinal);
        foreach (var language in Spoken.All)
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var words = _portal.Get<IStringLocalizer<SecurityPortal.TwoFactor.Sms.Texts>>()["{0} is your {1} code. Don't share it.", "123456", "SecurityPortal"];
            var text = $"{words.Value}\n\n@{new string('a', 15)}.example.com #123456";
            Assert.True(SmsLength.IsGsm(text), text);
            Assert.Equal(1, SmsLength.Parts(text));
        }

        return Task.CompletedTask;
    }

    [Case("P-4")]
    private static async Task HeadersOfMails(KnownCase known)
    {
        var mail = new MailWriter(Options.Create(new SmtpOptions { From = known.Quoted[0].Replace("Jürgen, Portal & Söhne", "\"Jürgen, Portal & Söhne\"", StringComparison.Ordinal) }))
            .Write(Guid.NewGuid(), Posting.Mail("alice@example.com") with { CreatedAt = new(2050, 3, 4, 12, 0, 0, TimeSpan.Zero) });
        using var stream = new MemoryStream();
        await mail.WriteToAsync(FormatOptions.Default, stream);
        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n');

        Assert.Contains(lines, line => line.StartsWith("From: =?utf-8?", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(lines, line => line.StartsWith("Date: ", StringComparison.Ordinal) && line.TrimEnd().EndsWith("+0000", StringComparison.Ordinal));
        Assert.EndsWith("@example.com", mail.MessageId, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 998));
    }

    private static PhoneNumberResult Parse(string typed) => new PhoneNumberParser().Parse(typed, null);

    private async Task KeepNumberAsync(TestPerson person, string number)
    {
        var kept = _portal.Get<Secrets>().Protect("phone", person.Id, number);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "ConfirmedPhones" SET "Number" = {kept} WHERE "UserId" = {person.Id}""");
    }

    [GeneratedRegex(@"\+\d+")]
    private static partial Regex NumberIn();
}
