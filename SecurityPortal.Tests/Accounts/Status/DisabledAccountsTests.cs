using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;
using SecurityPortal.TwoFactor.LoginRequests;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>Nothing opens a disabled account, whether the portal disabled it or an application on the same database (R17).</summary>
[OnBothDatabases]
public sealed class DisabledAccountsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Told = "This account is disabled. Ask support to enable it again.";
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task The_right_password_opens_nothing_and_is_told_whom_to_ask(DisabledBy by)
    {
        var person = await TestPerson.CreateAsync(_portal);
        await person.DisableAsync(by);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Contains(Told, browser.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.Equal("disabled-sign-in Password", (await person.ActivityAsync())[^1]);
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_wrong_password_is_answered_as_for_any_other_account(DisabledBy by)
    {
        var (person, other) = (await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal));
        await person.DisableAsync(by);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email, "Wrong-horse-77");
        var stranger = await _portal.Browser().TypePasswordAsync(other.Email, "Wrong-horse-77");

        Assert.Equal(stranger.Text, browser.Text);
        Assert.Equal(stranger.HeadersOf(), browser.HeadersOf());
    }

    [Fact]
    public async Task A_lock_out_that_is_over_or_does_not_hold_opens_as_ever()
    {
        var (over, exempt) = (await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal));
        await over.LockOutAsync(_portal.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await exempt.LockOutAsync(DateTimeOffset.MaxValue, isEnabled: false);

        Assert.True(await (await _portal.Browser().TypePasswordAsync(over.Email)).IsSignedInAsync());
        Assert.True(await (await _portal.Browser().TypePasswordAsync(exempt.Email)).IsSignedInAsync());
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_second_step_that_was_open_already_ends_in_no_session(DisabledBy by)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await person.DisableAsync(by);

        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_passkey_opens_nothing_and_is_told_whom_to_ask(DisabledBy by)
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        await person.DisableAsync(by);

        var browser = await Passkeys.SignInAsync(_portal, key);

        Assert.Contains(Told, browser.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal("disabled-sign-in SecurityKeys", (await person.ActivityAsync())[^1]);
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_trusted_device_opens_nothing_and_is_not_taken_for_a_copy(DisabledBy by)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("code", person.NextAppCode()), ("trust", "true"));
        await person.DisableAsync(by);

        await browser.TypePasswordAsync(person.Email);
        await browser.TypePasswordAsync(person.Email);

        Assert.Contains(Told, browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await person.ActivityAsync(), entry => entry.Contains("replayed", StringComparison.Ordinal));
        Assert.Equal(by == DisabledBy.Portal ? 0 : 1, (await _portal.Get<TrustedDevices>().ListAsync(person.Id)).Count);
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_login_request_that_was_approved_already_opens_nothing(DisabledBy by)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.LoginRequests);
        await person.SignInAsync(MethodIds.App);
        var asking = await _portal.Browser().TypePasswordAsync(person.Email);
        await asking.GetAsync("/sign-in/verify?method=LoginRequests");
        var answers = _portal.Get<LoginRequestAnswers>();
        var request = (await answers.PendingAsync(person.Session))!;
        var number = asking.Page!.QuerySelector("[data-testid=match-number]")!.TextContent.Trim();
        Assert.Equal(AnswerOutcome.Done, await answers.ApproveAsync(person.Session, request.Id, number));
        await person.DisableAsync(by);

        await asking.SubmitAsync(("code", "claim"));

        Assert.False(await asking.IsSignedInAsync());
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task Nobody_sets_a_new_password_and_the_owner_alone_is_told_why(DisabledBy by)
    {
        var person = await TestPerson.CreateAsync(_portal);
        var before = await AskForLinkAsync(person);
        var link = await _portal.LinkSentToAsync(person.Email);
        await person.DisableAsync(by);

        var early = await _portal.Browser().GetAsync(link);
        if (early.Page!.QuerySelector("input[name=new-password]") is not null)
        {
            await early.SubmitAsync(("new-password", "gravel moss seven owls"));
        }

        var after = await AskForLinkAsync(person);

        Assert.Contains("already been used or has expired", early.Text, StringComparison.Ordinal);
        Assert.Equal(before.Text, after.Text);
        var mail = Assert.Single(
            await person.MessagesAsync("email"), sent => sent.Text.Contains("The account is disabled", StringComparison.Ordinal));
        Assert.DoesNotContain("token=", mail.Text, StringComparison.Ordinal);
        Assert.Single(await person.MessagesAsync("email"), sent => sent.Text.Contains("token=", StringComparison.Ordinal));
        Assert.DoesNotContain("password-reset", await person.ActivityAsync());
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_new_address_that_waits_for_its_link_does_not_come(DisabledBy by)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var wanted = $"new-{person.Email}";
        Assert.IsType<LinkRequest.Sent>(await _portal.Get<EmailChangeRequests>().RequestAsync(person.Session, wanted));
        var link = await _portal.LinkSentToAsync(wanted);
        await person.DisableAsync(by);

        Assert.IsType<LinkUse.Over>(await _portal.Get<EmailChange>().ConfirmAsync(link.Split("token=")[1], new("test", "127.0.0.1")));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(person.Email, await db.Users.Where(user => user.Id == person.Id).Select(user => user.Email).SingleAsync());
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_recovery_that_waits_sends_no_link(DisabledBy by)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskToGetBackInAsync(person);
        await person.DisableAsync(by, TimeSpan.FromDays(30));

        _portal.Clock.Advance(TimeSpan.FromHours(72));
        await _portal.Get<DueRecoveries>().RunAsync();

        Assert.Equal(RecoveryState.Stopped, await RecoveryStateAsync(person));
        Assert.DoesNotContain(await person.MessagesAsync("email"), mail => mail.Text.Contains("token=", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_recovery_link_that_was_sent_already_takes_nothing_off(DisabledBy by)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskToGetBackInAsync(person);
        _portal.Clock.Advance(TimeSpan.FromHours(72));
        await _portal.Get<DueRecoveries>().RunAsync();
        var link = await _portal.LinkSentToAsync(person.Email);
        await person.DisableAsync(by);

        Assert.IsType<RecoveryLinkUse.Over>(await _portal.Get<RecoveryLinks>().UseAsync(
            link.Split("token=")[1], Portal.Password, new("test", "127.0.0.1"), default));

        Assert.Equal(2, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
    }

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task A_temporary_pass_opens_nothing(DisabledBy by)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);
        var pass = Regex.Match(
            (await desk.Caller.MessagesAsync("email")).First(mail => mail.Text.Contains("temporary pass:", StringComparison.Ordinal)).Text,
            @"\w{4}-\w{4}-\w{4}-\w{4}").Value;
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        await browser.GetAsync("/sign-in/pass");
        await desk.Caller.DisableAsync(by);

        await browser.SubmitAsync(("pass", pass));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Both_are_logged_with_the_reason_once_and_told_by_mail_without_it()
    {
        var person = await TestPerson.CreateAsync(_portal);

        Assert.True(await person.DisableAsync("Suspected of fraud"));
        Assert.False(await person.DisableAsync("Suspected of fraud"));
        Assert.True(await person.EnableAsync("Cleared"));
        Assert.False(await person.EnableAsync("Cleared"));

        Assert.Equal(["account-disabled Suspected of fraud", "account-enabled Cleared"], await person.ActivityAsync());
        var mails = await person.MessagesAsync("email");
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.DoesNotContain("fraud", mail.Text, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain("/notices/", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_application_that_shares_the_database_refuses_the_person_as_well()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await person.DisableAsync();

        await using var db = await _portal.OpenDatabaseAsync();
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == person.Id);

        Assert.True(user.LockoutEnabled);
        Assert.Equal(DateTimeOffset.MaxValue, user.LockoutEnd);
    }

    private async Task<TestBrowser> AskForLinkAsync(TestPerson person)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        return await browser.SubmitAsync(("email", person.Email));
    }

    private async Task AskToGetBackInAsync(TestPerson person)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/recover");
        await browser.SubmitAsync();
        Assert.Contains("The wait has begun", browser.Text, StringComparison.Ordinal);
    }

    private async Task<RecoveryState> RecoveryStateAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<RecoveryRequest>().Where(row => row.UserId == person.Id).Select(row => row.State).SingleAsync();
    }
}
