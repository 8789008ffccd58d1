using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Accounts.Recovery;

/// <summary>
/// A password that was reset by mail is one proof from one channel: for seven days it cannot begin a wait unless the number on
/// file confirms it (R15; NIST SP 800-63B-4 4.2.2.2).
/// </summary>
public sealed class SelfServiceRecoveryTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string NewPassword = "gravel moss seven owls";
    private static readonly ClientInfo Client = new("test", "192.0.2.9");
    private readonly Portal _portal = shared.Portal;

    private SelfServiceRecovery Recovery => _portal.Get<SelfServiceRecovery>();

    [Fact]
    public async Task After_a_reset_by_mail_the_page_says_from_when_a_wait_can_begin_and_the_service_refuses_until_then()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await ResetAsync(person);
        var from = _portal.Clock.GetUtcNow().AddDays(7);
        var browser = await ToRecoveryAsync(person);

        Assert.Contains($"before {from.UtcDateTime.ToString("D", System.Globalization.CultureInfo.GetCultureInfo("en"))}", browser.Text);
        Assert.Null(browser.Page!.QuerySelector("main form button"));
        Assert.Equal(from, Assert.IsType<RecoveryOffer.NotYet>(await Recovery.AskAsync(await FlowAsync(person), Client, CancellationToken.None)).From);
        Assert.Equal(0, await Rows.CountAsync(_portal, "RecoveryRequests", person.Id));
        Assert.DoesNotContain("recovery-asked", await person.ActivityAsync());
    }

    [Fact]
    public async Task After_seven_days_it_begins_without_a_second_channel()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await ResetAsync(person);
        _portal.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.IsType<RecoveryOffer.NotYet>(await Recovery.AskAsync(await FlowAsync(person), Client, CancellationToken.None));
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<RecoveryOffer.UnderWay>(await Recovery.AskAsync(await FlowAsync(person), Client, CancellationToken.None));
    }

    [Fact]
    public async Task The_code_that_goes_to_the_number_on_file_lets_it_begin_at_once()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await ResetAsync(person);
        var browser = await ToRecoveryAsync(person);
        Assert.Null(browser.Page!.QuerySelector("input[name=code]"));

        await browser.SubmitAsync(("action", "send"));
        await browser.SubmitAsync(("code", await person.NewestCodeAsync("sms")));

        Assert.Contains("The wait has begun", browser.Text);
        Assert.Equal(1, await Rows.CountAsync(_portal, "RecoveryRequests", person.Id));
    }

    [Fact]
    public async Task A_wrong_code_begins_nothing_and_five_of_them_are_the_last_that_are_looked_at()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await ResetAsync(person);
        var flow = await FlowAsync(person);
        Assert.IsType<IssueResult.Issued>(await Recovery.SendCodeAsync(flow, Client, CancellationToken.None));
        var right = await person.NewestCodeAsync("sms");
        var wrong = right == "000000" ? "000001" : "000000";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => Recovery.AskAsync(flow, wrong, Client, CancellationToken.None))));

        Assert.Equal(5, answers.Count(answer => answer is null));
        Assert.Equal(15, answers.OfType<RecoveryOffer.CodesLocked>().Count());
        var locked = Assert.IsType<RecoveryOffer.CodesLocked>(await Recovery.AskAsync(flow, right, Client, CancellationToken.None));
        Assert.Equal(_portal.Clock.GetUtcNow().AddMinutes(1), locked.Until);
        Assert.Equal(0, await Rows.CountAsync(_portal, "RecoveryRequests", person.Id));
    }

    [Fact]
    public async Task A_code_that_is_not_looked_at_is_not_called_wrong()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await ResetAsync(person);
        var browser = await ToRecoveryAsync(person);
        await browser.SubmitAsync(("action", "send"));
        var right = await person.NewestCodeAsync("sms");
        for (var time = 0; time < 5; time++)
        {
            await browser.SubmitAsync(("code", right == "000000" ? "000001" : "000000"));
            Assert.Contains("That code is wrong", browser.Text);
        }

        await browser.SubmitAsync(("code", right));

        Assert.Contains("Too many wrong codes. Try again in 1 minute.", browser.Text);
        Assert.DoesNotContain("That code is wrong", browser.Text);
    }

    [Fact]
    public async Task The_code_of_the_sign_in_itself_is_not_one_for_this()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await ResetAsync(person);
        var browser = await ToRecoveryAsync(person);
        await browser.SubmitAsync(("action", "send"));
        var flow = await NewestFlowAsync(person);
        var messages = await person.MessagesAsync("sms");
        Assert.Equal(2, messages.Count);

        // The second message is the code that the second step sent when it opened.
        Assert.Null(await Recovery.AskAsync(flow, TestPerson.CodeIn(messages[1].Text), Client, CancellationToken.None));
    }

    [Fact]
    public async Task No_code_is_sent_where_nothing_asks_for_one()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);

        Assert.Null(await Recovery.SendCodeAsync(await FlowAsync(person), Client, CancellationToken.None));
        Assert.Empty(await person.MessagesAsync("sms"));
    }

    [Fact]
    public async Task A_password_that_was_changed_in_the_settings_since_counts_as_no_reset()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await ResetAsync(person);
        await person.SignInAsync(MethodIds.App);
        await _portal.Get<SecurityPortal.Accounts.Passwords.PasswordChange>().ChangeAsync(person.Session, NewPassword, "seven owls on gravel moss");

        Assert.IsType<RecoveryOffer.UnderWay>(
            await Recovery.AskAsync(await FlowAsync(person, "seven owls on gravel moss"), Client, CancellationToken.None));
    }

    private async Task ResetAsync(TestPerson person)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", person.Email));
        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await browser.SubmitAsync(("new-password", NewPassword));
        Assert.Equal("/sign-in?reason=password-reset", browser.Path);
    }

    private async Task<TestBrowser> ToRecoveryAsync(TestPerson person, string password = NewPassword)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email, password);
        Assert.Equal("/sign-in/verify", browser.Path);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return await browser.GetAsync("/sign-in/recover");
    }

    /// <summary>Begins a new pending sign-in.</summary>
    private async Task<AuthenticationFlow> FlowAsync(TestPerson person, string? password = null)
    {
        var reset = (await person.ActivityAsync()).Contains("password-reset");
        var browser = await _portal.Browser().TypePasswordAsync(person.Email, password ?? (reset ? NewPassword : Portal.Password));
        Assert.Equal("/sign-in/verify", browser.Path);
        return await NewestFlowAsync(person);
    }

    private async Task<AuthenticationFlow> NewestFlowAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<AuthenticationFlow>().AsNoTracking().Where(flow => flow.UserId == person.Id)
            .OrderByDescending(flow => flow.CreatedAt).ThenByDescending(flow => flow.Id).FirstAsync();
    }
}
