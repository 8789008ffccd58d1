using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>"Lock my account" (R19): what the lock ends and what it keeps.</summary>
[OnBothDatabases]
public sealed class AccountLockTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Reason = "My laptop was stolen";
    private readonly Portal _portal = shared.Portal;

    private SelfServiceLock Lock => _portal.Get<SelfServiceLock>();

    [Fact]
    public async Task R19_One_button_in_the_settings_ends_all_sessions_tells_by_mail_and_keeps_the_reason()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App, MethodIds.Sms);
        var elsewhere = await person.SignInElsewhereAsync(MethodIds.App);
        await _portal.TrustDeviceAsync(person.Id, new("test", "192.0.2.1"));
        var browser = await person.Browser().GetAsync("/settings/account/lock");
        Assert.Contains("Sign in with: Authentication app.", browser.Text);

        await browser.SubmitAsync(("reason", Reason));

        Assert.Equal("/sign-in?reason=locked", browser.Path);
        Assert.False(await person.IsAliveAsync(person.Session));
        Assert.False(await person.IsAliveAsync(elsewhere));
        Assert.Equal(0, await Rows.CountAsync(_portal, "TrustedDevices", person.Id));
        Assert.Equal($"account-locked {Reason}", (await person.ActivityAsync())[^1]);
        Assert.Equal((Reason, MethodIds.App), await _portal.LockOfAsync(person));
        var mail = (await person.MessagesAsync("email"))[0].Text;
        Assert.Contains("Your account is locked", mail);
        Assert.Contains(Reason, mail);
        Assert.DoesNotContain("/notices/", mail);
    }

    [Fact]
    public async Task R19_A_session_that_is_there_all_the_same_is_not_alive_while_the_account_is_locked()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            var now = _portal.Clock.GetUtcNow();
            await db.Set<Person>().Where(row => row.UserId == person.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedAt, now));
        }

        Assert.False(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task R19_A_recovery_stops_and_none_begins()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App, MethodIds.Sms);
        var thief = await _portal.Browser().TypePasswordAsync(person.Email);
        await thief.GetAsync("/sign-in/recover");
        await thief.SubmitAsync();
        Assert.Contains("The wait has begun", thief.Text);

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Contains("recovery-stopped", await person.ActivityAsync());
        _portal.Clock.Advance(TimeSpan.FromHours(73));
        await _portal.Get<DueRecoveries>().RunAsync();
        Assert.DoesNotContain(await person.MessagesAsync("email"), mail => mail.Text.Contains("recover/finish", StringComparison.Ordinal));
        await thief.TypePasswordAsync(person.Email);
        await thief.GetAsync("/sign-in/recover");
        Assert.Contains("This account is locked, so recovery can't start.", thief.Text);
        await thief.GetAsync("/sign-in/recover/proofs");
        Assert.Null(thief.Page!.QuerySelector("main form button"));
    }

    [Fact]
    public async Task R19_A_link_to_a_new_password_dies_and_a_new_one_is_not_sent()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        var thief = await AskForPasswordAsync(person);
        await thief.GetAsync(await _portal.LinkSentToAsync(person.Email));
        Assert.True(await Lock.LockAsync(person.Session, null));

        await thief.SubmitAsync(("new-password", "gravel moss seven owls"));
        Assert.DoesNotContain("password-reset", await person.ActivityAsync());
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskForPasswordAsync(person);

        var mail = (await person.MessagesAsync("email"))[0].Text;
        Assert.Contains("The account is locked, so its password stays the same.", mail);
        Assert.DoesNotContain("reset-password", mail);
    }

    [Fact]
    public async Task R19_A_pending_sign_in_dies_with_it()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        var thief = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.True(await Lock.LockAsync(person.Session, null));

        await thief.SubmitAsync(("code", person.NextAppCode()));

        Assert.False(await thief.IsSignedInAsync());
        Assert.NotNull(await _portal.LockOfAsync(person));
    }

    [Fact]
    public async Task R19_Twenty_who_lock_at_once_lock_it_once()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Lock.LockAsync(person.Session, Reason))));

        Assert.Single(await person.ActivityAsync(), entry => entry.StartsWith("account-locked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task R19_A_sign_in_that_races_the_lock_leaves_no_session_in_a_locked_account()
    {
        for (var round = 0; round < 6; round++)
        {
            var person = await _portal.LockOwnerAsync(MethodIds.App, MethodIds.Sms);

            await Task.WhenAll(
                Task.Run(() => _portal.BeginSessionAsync(person, MethodIds.Sms)),
                Task.Run(() => Lock.LockAsync(person.Session, null)),
                Task.Run(() => _portal.BeginSessionAsync(person, MethodIds.Sms)));

            Assert.NotNull(await _portal.LockOfAsync(person));
            Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
        }
    }

    private async Task<TestBrowser> AskForPasswordAsync(TestPerson person)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        return await browser.SubmitAsync(("email", person.Email));
    }
}
