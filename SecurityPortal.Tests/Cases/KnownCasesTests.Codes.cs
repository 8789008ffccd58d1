using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.Cases;

/// <summary>Codes and passwords that people type.</summary>
public sealed partial class KnownCasesTests
{
    [Case("K11-1", "K11-2", "K11-8")]
    private async Task CodesAsTheyAreCopied(KnownCase known)
    {
        string[] forms = known.Quoted.Count > 0 ? [.. known.Quoted] : [known.After("app code as ")];
        foreach (var form in forms)
        {
            var (person, browser) = await AtSecondStepAsync();
            var code = person.NextAppCode();
            for (var digit = 1; digit <= 6; digit++)
            {
                Assert.Contains((char)('0' + digit), form);
            }

            await browser.SubmitAsync(("code", string.Concat(form.Select(letter => letter is >= '1' and <= '6' ? code[letter - '1'] : letter))));

            Assert.True(await browser.IsSignedInAsync(), form);
        }
    }

    [Case("K11-5")]
    private async Task BackupCodesAsTheyAreCopied(KnownCase known)
    {
        Assert.Contains("U+2013 or U+2011", known.Input, StringComparison.Ordinal);
        foreach (var hyphen in new[] { '\u2013', '\u2011' })
        {
            var (person, browser) = await AtSecondStepAsync();

            await browser.TypeCodeAsync(person.BackupCodes[0].Replace('-', hyphen), MethodIds.BackupCodes);

            Assert.True(await browser.IsSignedInAsync());
        }
    }

    [Case("K11-7", "K11-9")]
    private async Task WhatCannotBeACode(KnownCase known)
    {
        string[] typed = known.Id == "K11-9" ? ["１２３４５６", "١٢٣٤٥٦"] : ["12345", "1234567", "12345a", "abcdef", ""];
        var (person, browser) = await AtSecondStepAsync();
        foreach (var wrong in typed)
        {
            await browser.SubmitAsync(("code", wrong));
            Assert.Contains("0 to 9", browser.Text, StringComparison.Ordinal);
        }

        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Case("K15-1", "K15-5")]
    private async Task LongPasswords(KnownCase known)
    {
        var emoji = string.Concat(Enumerable.Range(0x1F400, 65).Select(char.ConvertFromUtf32));
        var letters = string.Concat(Enumerable.Range(0, 32).Select(number => $"q{number:00}w"));
        string[] passwords = known.Id == "K15-1" ? [emoji] : [emoji[..^2], letters];
        foreach (var password in passwords)
        {
            await AssertPasswordWorksAsync(password);
        }
    }

    [Case("K15-2")]
    private async Task PasswordsThatAreTooLong(KnownCase known)
    {
        Assert.StartsWith("paste 150 characters", known.Input, StringComparison.Ordinal);
        var address = $"{Guid.NewGuid():N}@example.com";
        var browser = await (await _portal.Browser().GetAsync("/register")).SubmitAsync(("email", address));
        await browser.GetAsync(await _portal.LinkSentToAsync(address));

        // With a maxlength the browser would truncate it.
        Assert.Null(browser.Page!.QuerySelector($"[name={NewPasswordField.FieldName}]")!.GetAttribute("maxlength"));
        await browser.SubmitAsync((NewPasswordField.FieldName, string.Concat(Enumerable.Range(0, 50).Select(number => $"q{number:00}"))));

        Assert.Contains("at most 128 characters", browser.Text, StringComparison.Ordinal);
    }

    [Case("K15-4")]
    private async Task BlanksAroundPasswords(KnownCase known)
    {
        var address = await AssertPasswordWorksAsync(known.Quoted[0]);

        Assert.False(await (await SignInAsync(address, known.Quoted[0].Trim())).IsSignedInAsync());
    }

    [Case("K10-3")]
    private async Task SetUpsThatOutliveALostConnection(KnownCase known)
    {
        Assert.StartsWith("connection gone for 135 s", known.Input, StringComparison.Ordinal);
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        var code = await person.SetupCodeAsync(setup, "sms");
        _portal.Clock.Advance(TimeSpan.FromSeconds(135));

        // The page is lost after two minutes, but the enrolment is not: reloading the page finds it.
        Assert.IsType<TurnOnResult.SetUpFirst>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null));
    }

    private async Task<(TestPerson Person, TestBrowser Browser)> AtSecondStepAsync()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        return (person, await _portal.Browser().TypePasswordAsync(person.Email));
    }

    private async Task<string> AssertPasswordWorksAsync(string password)
    {
        var address = $"{Guid.NewGuid():N}@example.com";
        await RegisterAsync(address, password);
        Assert.True(await (await SignInAsync(address, password)).IsSignedInAsync());
        return address;
    }
}
