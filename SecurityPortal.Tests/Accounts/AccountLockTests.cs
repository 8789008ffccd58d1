using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts;

/// <summary>
/// "Lock my account" (R19): ends everything, keeps the reason, and is opened by a primary method that is no text, or by support
/// with a lead.
/// </summary>
[OnBothDatabases]
public sealed partial class AccountLockTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Reason = "My laptop was stolen";
    private readonly Portal _portal = shared.Portal;

    private SelfServiceLock Lock => _portal.Get<SelfServiceLock>();

    [Fact]
    public async Task R19_One_button_in_the_settings_ends_all_sessions_tells_by_mail_and_keeps_the_reason()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
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
        Assert.Equal((Reason, MethodIds.App), await LockAsync(person));
        var mail = (await person.MessagesAsync("email"))[0].Text;
        Assert.Contains("Your account is locked", mail);
        Assert.Contains(Reason, mail);
        Assert.DoesNotContain("/notices/", mail);
    }

    [Fact]
    public async Task R19_A_password_a_text_a_backup_code_and_a_trusted_device_do_not_open_it_and_an_app_does()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        var device = await _portal.TrustDeviceAsync(person.Id, new("test", "192.0.2.1"));
        Assert.True(await Lock.LockAsync(person.Session, Reason));
        var browser = _portal.Browser();
        browser.SetCookie("__Host-portal-device", $"{device.Id:N}.{device.Token}");
        await browser.TypePasswordAsync(person.Email);

        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.Contains(Reason, browser.Text);
        Assert.DoesNotContain("Try another way", browser.Text);
        await browser.SubmitAsync(("method", MethodIds.BackupCodes), ("code", person.BackupCodes[0]));
        Assert.False(await browser.Copy().IsSignedInAsync());
        Assert.NotNull(await LockAsync(person));
        await browser.GetAsync("/sign-in/verify");
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await browser.IsSignedInAsync());
        Assert.Null(await LockAsync(person));
        Assert.Contains($"account-opened {MethodIds.App}", await person.ActivityAsync());
        Assert.Contains("Your account is open again", string.Join('\n', (await person.MessagesAsync("email")).Select(mail => mail.Text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.WhatsApp)]
    [InlineData(MethodIds.BackupCodes)]
    [InlineData(MethodIds.LoginRequests)]
    [InlineData(AuthenticationMethods.TemporaryPass)]
    [InlineData(AuthenticationMethods.TrustedDevice)]
    public async Task R19_No_session_begins_by_anything_else(string? with)
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Null(await BeginAsync(person, with));

        Assert.NotNull(await LockAsync(person));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task R19_A_session_that_is_there_all_the_same_is_not_alive_while_the_account_is_locked()
    {
        var person = await OwnerAsync(MethodIds.App);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            var now = _portal.Clock.GetUtcNow();
            await db.Set<Person>().Where(row => row.UserId == person.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedAt, now));
        }

        Assert.False(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task R19_Who_has_only_texts_is_told_before_and_after_that_support_opens_it()
    {
        var person = await OwnerAsync(MethodIds.Sms);
        var browser = await person.Browser().GetAsync("/settings/account/lock");
        Assert.Contains("None of your methods can open it again.", browser.Text);
        await browser.SubmitAsync();

        await browser.TypePasswordAsync(person.Email);

        Assert.Contains("Only support can open it.", browser.Text);
        Assert.Null(browser.Page!.QuerySelector("input[name=code]"));
    }

    [Fact]
    public async Task R19_Who_has_no_second_step_is_not_let_in_by_the_password()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await Lock.LockAsync(person.Session, null));

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Contains("This account is locked. Ask support to open it again.", browser.Text);
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task R19_A_key_that_a_thief_added_today_does_not_open_it_and_the_older_app_does()
    {
        var person = await OwnerAsync(MethodIds.App);
        await person.TurnOnKeyAsync(new SoftwareKey(), "Not mine");

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", MethodIds.App), await LockAsync(person));
        Assert.Null(await BeginAsync(person, MethodIds.SecurityKeys));
        Assert.NotNull(await BeginAsync(person, MethodIds.App));
    }

    [Fact]
    public async Task R19_A_second_app_that_a_thief_added_today_makes_apps_open_nothing_at_all()
    {
        var person = await OwnerAsync(MethodIds.App);
        await person.TurnOnAppAsync("Not mine");

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", ""), await LockAsync(person));
    }

    [Fact]
    public async Task R19_In_an_account_that_is_new_the_first_methods_open_it()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", MethodIds.App), await LockAsync(person));
    }

    [Fact]
    public async Task R19_A_passkey_opens_it_without_the_password()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        Assert.True(await Lock.LockAsync(person.Session, null));
        var browser = _portal.Browser();
        var options = await browser.AskPasskeyAsync();
        key.Counter++;

        await browser.AnswerPasskeyAsync(key.Get(options));

        Assert.True(await browser.IsSignedInAsync());
        Assert.Null(await LockAsync(person));
    }

    [Fact]
    public async Task R19_A_passkey_that_does_not_open_it_is_told_so()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await OwnerAsync(MethodIds.App);
        await person.TurnOnKeyAsync(key);
        Assert.True(await Lock.LockAsync(person.Session, null));
        var browser = _portal.Browser();
        var options = await browser.AskPasskeyAsync();
        key.Counter++;

        var answer = await browser.AnswerPasskeyAsync(key.Get(options));

        Assert.Equal("?reason=still-locked", answer.RequestMessage!.RequestUri!.Query);
        Assert.False(await browser.IsSignedInAsync());
        Assert.NotNull(await LockAsync(person));
    }

    [Fact]
    public async Task R19_A_recovery_stops_and_none_begins()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
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
        var person = await OwnerAsync(MethodIds.App);
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
        var person = await OwnerAsync(MethodIds.App);
        var thief = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.True(await Lock.LockAsync(person.Session, null));

        await thief.SubmitAsync(("code", person.NextAppCode()));

        Assert.False(await thief.IsSignedInAsync());
        Assert.NotNull(await LockAsync(person));
    }

    [Fact]
    public async Task R19_Twenty_who_lock_at_once_lock_it_once()
    {
        var person = await OwnerAsync(MethodIds.App);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Lock.LockAsync(person.Session, Reason))));

        Assert.Single(await person.ActivityAsync(), entry => entry.StartsWith("account-locked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task R19_A_sign_in_that_races_the_lock_leaves_no_session_in_a_locked_account()
    {
        for (var round = 0; round < 6; round++)
        {
            var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);

            await Task.WhenAll(
                Task.Run(() => BeginAsync(person, MethodIds.Sms)),
                Task.Run(() => Lock.LockAsync(person.Session, null)),
                Task.Run(() => BeginAsync(person, MethodIds.Sms)));

            Assert.NotNull(await LockAsync(person));
            Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
        }
    }

    [Fact]
    public async Task R19_Every_notice_locks_too_and_what_it_disowns_opens_nothing()
    {
        // All is new, so the link may not take the thief's app off (R13): the lock stays shut to it.
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync("Not mine");
        var page = await _portal.Browser().GetAsync(await NoticeAsync(person));
        Assert.Contains("Lock my account", page.Text);

        await page.SubmitAsync(("action", "lock"));

        Assert.Contains("Only support can open it again.", page.Text);
        var (reason, opens) = (await LockAsync(person))!.Value;
        Assert.Equal("", opens);
        Assert.NotEqual("", reason);
        Assert.Null(await BeginAsync(person, MethodIds.App));
        Assert.Equal(0, await Rows.CountAsync(_portal, "RecoveryRequests", person.Id));
    }

    [Fact]
    public async Task R19_A_notice_of_a_wait_stops_it_and_locks()
    {
        var person = await OwnerAsync(MethodIds.App);
        var thief = await _portal.Browser().TypePasswordAsync(person.Email);
        await thief.GetAsync("/sign-in/recover");
        await thief.SubmitAsync();

        var page = await _portal.Browser().GetAsync(await NoticeAsync(person));
        await page.SubmitAsync(("action", "lock"));

        Assert.Contains("Your account is locked.", page.Text);
        Assert.Contains("Authentication app", page.Text);
        Assert.Contains("recovery-stopped", await person.ActivityAsync());
        Assert.NotNull(await LockAsync(person));
    }

    [Fact]
    public async Task R19_A_thief_who_locks_keeps_the_owner_from_undoing_nothing()
    {
        var person = await OwnerAsync(MethodIds.App);
        await person.TurnOnKeyAsync(new SoftwareKey(), "Not mine");
        var link = await NoticeAsync(person);
        Assert.True(await Lock.LockAsync(person.Session, "By the thief"));

        var page = await _portal.Browser().GetAsync(link);
        await page.SubmitAsync();

        Assert.Contains("We removed: Security keys.", page.Text);
        Assert.Equal(("By the thief", MethodIds.App), await LockAsync(person));
    }

    // Somebody whose methods are older than a day, signed in with the first.
    private async Task<TestPerson> OwnerAsync(params string[] methods)
    {
        var person = await TestPerson.WithAsync(_portal, methods);
        _portal.Clock.Advance(TimeSpan.FromHours(25));
        return await person.SignInAsync(methods[0]);
    }

    private async Task<TestBrowser> AskForPasswordAsync(TestPerson person)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        return await browser.SubmitAsync(("email", person.Email));
    }

    private async Task<string?> BeginAsync(TestPerson person, string? with)
    {
        await using var transaction = await PersonTransaction.BeginAsync(_portal.Get<IDbContextFactory<PortalDbContext>>(), person.Id);
        var token = await _portal.Get<SessionStore>().BeginAsync(
            transaction, with, with ?? AuthenticationMethods.Password, new("test", "192.0.2.3"), CancellationToken.None);
        await transaction.CommitAsync();
        return token;
    }

    private async Task<(string Reason, string OpensWith)?> LockAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await LockedAccounts.FindAsync(db, person.Id, CancellationToken.None) is { } locked
            ? (locked.Reason, string.Join(',', locked.OpensWith))
            : null;
    }

    private async Task<string> NoticeAsync(TestPerson person)
    {
        var mail = (await person.MessagesAsync("email")).First(sent => NoticePath().IsMatch(sent.Text));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return NoticePath().Match(mail.Text).Value;
    }

    [GeneratedRegex(@"(?<=https://localhost)/notices/\S+")]
    private static partial Regex NoticePath();
}
