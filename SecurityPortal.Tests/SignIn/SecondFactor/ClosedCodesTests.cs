using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Platform.Database;
using SecurityPortal.SignIn.SecondFactor;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

/// <summary>Codes closed after a hundred wrong ones in a row: what still opens the account, and what reopens the codes (R16).</summary>
public sealed class ClosedCodesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Closed = "codes no longer work for this account";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_security_key_still_opens_and_opens_the_rest_again()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        var key = await KeyAsync(person);
        await guesser.HaveGuessedAsync(99);
        Assert.IsType<SecondFactorResult.Closed>(await guesser.GuessAsync(1));

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.Contains(Closed, browser.Text);
        Assert.Contains("Use security keys instead. If you can't, start recovery or ask support to unlock it.", browser.Text);
        await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));

        Assert.True(await browser.IsSignedInAsync());
        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
    }

    [Fact]
    public async Task False_keys_sent_by_whoever_closed_the_codes_do_not_keep_the_key_out()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        var key = await KeyAsync(person);
        await guesser.HaveGuessedAsync(100);
        for (var sent = 0; sent < 12; sent++)
        {
            await guesser.AnswerAsync(await guesser.BeginAsync(), MethodIds.SecurityKeys, "{}");
        }

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task False_keys_are_no_guesses_and_close_nothing()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        await KeyAsync(person);

        await guesser.HaveGuessedAsync(99);
        for (var sent = 0; sent < 4; sent++)
        {
            await guesser.AnswerAsync(await guesser.BeginAsync(), MethodIds.SecurityKeys, "{}");
        }

        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
    }

    [Fact]
    public async Task A_closed_account_is_told_what_to_do_and_is_sent_no_code()
    {
        var (person, guesser) = await VictimAsync(MethodIds.Sms);
        await guesser.HaveGuessedAsync(100, MethodIds.Sms);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Contains(Closed, browser.Text);
        Assert.Contains("Start recovery, or ask support to unlock it.", browser.Text);
        Assert.Equal("/sign-in/recover", browser.Page!.QuerySelector("a[href='/sign-in/recover']")?.GetAttribute("href"));
        Assert.Null(browser.Page.QuerySelector("input[name=code]"));
        Assert.Empty(await person.MessagesAsync("sms"));
    }

    [Fact]
    public async Task The_answer_that_closes_the_account_is_told_so_at_once()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        await guesser.HaveGuessedAsync(99);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", guesser.Wrong()));

        Assert.Contains(Closed, browser.Text);
    }

    [Fact]
    public async Task Support_opens_it_again()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App);
        var guesser = new Guesser(_portal, desk.Caller);
        await guesser.HaveGuessedAsync(100);
        Assert.True(await IsClosedToSupportAsync(desk));

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.Unlock));

        Assert.False(await IsClosedToSupportAsync(desk));
        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(MethodIds.App, desk.Caller.NextAppCode()));
    }

    [Fact]
    public async Task A_reset_by_support_or_by_recovery_opens_it_for_what_is_left()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App, MethodIds.Sms);
        await guesser.HaveGuessedAsync(100);

        await using (var transaction = await PersonTransaction.BeginAsync(
            _portal.Get<IDbContextFactory<PortalDbContext>>(), person.Id))
        {
            await _portal.Get<MethodsReset>().ApplyAsync(transaction, [MethodIds.App], CancellationToken.None);
            await transaction.CommitAsync();
        }

        var flow = await guesser.BeginAsync();
        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(flow, MethodIds.Sms, await guesser.TextAsync(flow)));
    }

    [Fact]
    public async Task A_passkey_still_opens_and_opens_the_rest_again()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        var key = await KeyAsync(person);
        await guesser.HaveGuessedAsync(100);
        var browser = _portal.Browser();

        await browser.AnswerPasskeyAsync(key.Get(await browser.AskPasskeyAsync()));

        Assert.True(await browser.IsSignedInAsync());
        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
    }

    [Fact]
    public async Task A_temporary_pass_that_support_had_sent_still_opens_and_what_it_leads_to_opens_afterwards()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App, MethodIds.Sms);
        await new Guesser(_portal, desk.Caller).HaveGuessedAsync(100);
        await desk.PassCheckAsync();
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Text));
        var pass = (await desk.Caller.MessagesAsync("sms"))
            .Select(mail => System.Text.RegularExpressions.Regex.Match(mail.Text, @"\b[a-z2-9]{4}(-[a-z2-9]{4}){3}\b"))
            .First(match => match.Success).Value;
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        await browser.GetAsync("/sign-in/pass");

        await browser.SubmitAsync(("pass", pass));

        Assert.Equal("/settings/security/two-factor", browser.Path);
        Assert.False(await IsClosedToSupportAsync(desk));
    }

    [Fact]
    public async Task A_confirmation_is_closed_as_well_and_says_what_is_left()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        await guesser.HaveGuessedAsync(100);
        var browser = await person.Browser().GetAsync("/sign-in/confirm");

        await browser.SubmitAsync(("password", Portal.Password));

        Assert.Contains(Closed, browser.Text);
        Assert.Contains("Ask support to unlock it.", browser.Text);
    }

    private async Task<bool> IsClosedToSupportAsync(Desk desk) =>
        (await _portal.Get<PersonQueries>().LoadAsync(desk.Agent.Session, desk.Caller.Id)).View!.IsClosed;

    private async Task<(TestPerson Person, Guesser Guesser)> VictimAsync(params string[] methods)
    {
        var person = await TestPerson.WithAsync(_portal, methods);
        return (person, new Guesser(_portal, person));
    }

    /// <summary>Gives the person a key whose next answer has a higher counter.</summary>
    private static async Task<SoftwareKey> KeyAsync(TestPerson person)
    {
        var key = new SoftwareKey { Counter = 1 };
        await (await person.SignInAsync(MethodIds.App)).TurnOnKeyAsync(key);
        key.Counter++;
        return key;
    }
}
