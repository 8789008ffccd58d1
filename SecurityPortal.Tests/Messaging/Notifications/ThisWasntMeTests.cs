using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Accounts.Status;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.Messaging.Notifications;

public sealed class ThisWasntMeTests : IAsyncLifetime
{
    private const string NewPassword = "gravel moss seven owls";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_says_what_the_button_does()
    {
        await TurnOnAppAsync("alice");
        var session = await SessionAsync("alice");
        var link = await LinkAsync("alice@example.com");

        var page = await _portal.Browser().GetAsync(link);
        await _portal.Browser().GetAsync(link);

        Assert.Contains("You are signed out everywhere", page.Text);
        Assert.Contains("A link in an email is not enough to remove them", page.Text);
        Assert.NotNull(await _portal.Get<SessionStore>().FindAsync(session));
        Assert.Equal(2, (await MethodsAsync("alice")).Count);
    }

    [Fact]
    public async Task The_first_method_stays_on_and_everything_else_stops()
    {
        await TurnOnAppAsync("alice");
        var thief = await SessionAsync("alice");

        var page = await AnswerAsync("alice@example.com");

        Assert.Contains("Done.", page.Text);
        Assert.Contains("Still on: Authentication app, Backup codes.", page.Text);
        Assert.Equal(2, (await MethodsAsync("alice")).Count);
        Assert.Null(await _portal.Get<SessionStore>().FindAsync(thief));
        Assert.Equal("/sign-in/verify", (await _portal.Browser().TypePasswordAsync("alice")).Path);
        Assert.Contains(
            await _portal.SentToAsync("alice@example.com"),
            mail => mail.Text.Contains("We stopped all access", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Methods_are_frozen_for_a_day_and_the_password_is_not()
    {
        var key = await TurnOnAppAsync("alice");
        await AnswerAsync("alice@example.com");
        var session = await SessionAsync("alice");

        Assert.Equal(MethodFault.Frozen, (await _portal.Get<EnrolmentService>().CheckAsync(session, "Sms"))?.Fault);
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        await browser.TypeCodeAsync(await Oathtool.CodeAsync(key, _portal.Clock.GetUtcNow()));
        await browser.GetAsync("/settings/account/password");
        await browser.SubmitAsync(("password", Portal.Password), ("new-password", NewPassword));
        Assert.Equal("/settings/account?done=password", browser.Path);

        _portal.Clock.Advance(NotMeFreeze);
        Assert.Null(await _portal.Get<EnrolmentService>().CheckAsync(await SessionAsync("alice", "AuthenticatorApp"), "Sms"));
    }

    [Fact]
    public async Task The_link_works_once_however_often_it_is_sent_at_once()
    {
        await TurnOnAppAsync("alice");
        var browser = await _portal.Browser().GetAsync(await LinkAsync("alice@example.com"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            await (await browser.SendAsync(browser.Form())).Content.ReadAsStringAsync()));

        Assert.Single(answers, answer => answer.Contains("Done.", StringComparison.Ordinal));
        Assert.Single(
            await _portal.SentToAsync("alice@example.com"),
            mail => mail.Text.Contains("We stopped all access", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_dies_after_seven_days()
    {
        await TurnOnAppAsync("alice");
        var link = await LinkAsync("alice@example.com");

        _portal.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Contains("already been used or has expired", (await _portal.Browser().GetAsync(link)).Text);
    }

    [Fact]
    public async Task Somebody_else_who_is_signed_in_only_stops_the_account_of_the_notice()
    {
        var bob = await _portal.Browser().TypePasswordAsync("bob");
        var session = await SessionAsync("bob");
        await TurnOnAppAsync("alice");

        await bob.GetAsync(await LinkAsync("alice@example.com"));
        await bob.SubmitAsync();

        Assert.NotNull(await _portal.Get<SessionStore>().FindAsync(session));
        Assert.Null(await _portal.Get<EnrolmentService>().CheckAsync(session, "Sms"));
    }

    [Fact]
    public async Task An_address_that_somebody_else_changed_comes_back()
    {
        var thief = await _portal.Browser().TypePasswordAsync("alice");
        await thief.GetAsync("/settings/account/email");
        await thief.SubmitAsync(("email", "thief@example.com"));
        await thief.GetAsync(await _portal.LinkSentToAsync("thief@example.com"));
        await thief.SubmitAsync();

        await AnswerAsync("alice@example.com");

        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice")).Path);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.False(await db.Users.AnyAsync(user => user.Email == "thief@example.com"));
    }

    [Fact]
    public async Task The_new_address_cannot_take_the_change_back_from_the_old_one()
    {
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        await browser.GetAsync("/settings/account/email");
        await browser.SubmitAsync(("email", "alice2@example.com"));
        await browser.GetAsync(await _portal.LinkSentToAsync("alice2@example.com"));
        await browser.SubmitAsync();

        await using var db = await _portal.OpenDatabaseAsync();
        var undo = await db.Set<NotificationRecord>().Select(notice => notice.Undo).ToListAsync();
        Assert.Single(undo, "email:alice@example.com");

        // The first sign-in sent a notice, too.
        Assert.Equal(2, undo.Count(value => value is null));
    }

    [Fact]
    public async Task An_app_that_was_added_beside_another_goes_alone()
    {
        await AddAppAsync("carol");
        var before = await MethodsAsync("carol");

        await AnswerAsync("carol@example.com");

        var after = await MethodsAsync("carol");
        Assert.Equal(2, before.Single(row => row.Method == "AuthenticatorApp").Count);
        Assert.Equal(1, after.Single(row => row.Method == "AuthenticatorApp").Count);
        Assert.Equal(3, after.Count);
    }

    private static TimeSpan NotMeFreeze => SecurityPortal.Accounts.Notifications.Disavowal.Freeze;

    private async Task<Guid> SessionAsync(string name, string? secondStep = null)
    {
        var token = await _portal.BeginSessionAsync(
            await _portal.UserIdAsync(name), secondStep, "Password", new("test", "127.0.0.1"));
        return (await _portal.Get<SessionStore>().FindByTokenAsync(token))!.Id;
    }

    private async Task<IReadOnlyList<MethodEnrolment>> MethodsAsync(string name)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        var id = await _portal.UserIdAsync(name);
        return await db.Set<MethodEnrolment>().AsNoTracking().Where(row => row.UserId == id).ToListAsync();
    }

    /// <summary>Turns on an app as a person's first method, with backup codes, as the screen does; returns its key.</summary>
    private async Task<string> TurnOnAppAsync(string name)
    {
        var enrolment = _portal.Get<EnrolmentService>();
        var session = await SessionAsync(name);
        var begun = Assert.IsType<BeginResult.Begun>(
            await enrolment.BeginAsync(session, "AuthenticatorApp", new Dictionary<string, string?>()));
        var key = ((SecurityPortal.TwoFactor.AuthenticatorApp.NewKey)begun.Setup.Display!).Groups;
        var first = Assert.IsType<TurnOnResult.SetUpFirst>(await enrolment.TurnOnAsync(
            session, begun.Setup.Id, await Oathtool.CodeAsync(key, _portal.Clock.GetUtcNow()), name: null));
        Assert.IsType<TurnOnResult.On>(await enrolment.TurnOnAsync(session, first.Companion.Id, "saved", name: null));
        return key;
    }

    private async Task AddAppAsync(string name)
    {
        var enrolment = _portal.Get<EnrolmentService>();
        var session = await SessionAsync(name, "AuthenticatorApp");
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var begun = Assert.IsType<BeginResult.Begun>(
            await enrolment.BeginAsync(session, "AuthenticatorApp", new Dictionary<string, string?>()));
        var groups = ((SecurityPortal.TwoFactor.AuthenticatorApp.NewKey)begun.Setup.Display!).Groups;
        Assert.IsType<TurnOnResult.On>(await enrolment.TurnOnAsync(
            session, begun.Setup.Id, await Oathtool.CodeAsync(groups, _portal.Clock.GetUtcNow()), "Thief's phone"));
    }

    private async Task<string> LinkAsync(string to) =>
        Regex.Match(
            (await _portal.SentToAsync(to)).First(mail => Regex.IsMatch(mail.Text, "your account: |changed")).Text,
            @"https://localhost(/notices/\S+)").Groups[1].Value;

    private async Task<TestBrowser> AnswerAsync(string to)
    {
        var browser = await _portal.Browser().GetAsync(await LinkAsync(to));
        return await browser.SubmitAsync();
    }
}
