using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Hosting.Cli;

/// <summary>After a backup is restored, whatever was used since it was taken does not work a second time.</summary>
[OnBothDatabases]
public sealed class RestoredCommandTests : IAsyncLifetime
{
    private readonly Portal _before = new();
    private TestPerson _person = default!;

    public async ValueTask InitializeAsync() => _person = await TestPerson.WithAsync(_before, MethodIds.App, MethodIds.Sms);

    public ValueTask DisposeAsync() => _before.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_used_link_sets_no_password_again(bool isTold)
    {
        var browser = await _before.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", _person.Email));
        var link = await _before.LinkSentToAsync(_person.Email);
        using var backup = new Backup(_before);
        await browser.GetAsync(link);
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));
        Assert.Equal("/sign-in?reason=password-reset", browser.Path);

        await using var after = await RestoreAsync(backup, isTold);
        var thief = await after.Browser().GetAsync(link);

        // Without the command, the link works again, which is why the command exists.
        Assert.Equal(isTold, thief.Page!.QuerySelector("input[name='new-password']") is null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_used_text_code_and_the_sign_in_that_it_belonged_to_are_over(bool isTold)
    {
        var browser = await _before.Browser().TypePasswordAsync(_person.Email);
        await browser.GetAsync("/sign-in/verify?method=Sms");
        var code = await _before.CodeSentToAsync(_person.Number);
        var (thief, form) = (browser.Copy(), browser.Form(("code", code)));
        using var backup = new Backup(_before);
        await browser.SubmitAsync(("code", code));
        Assert.True(await browser.IsSignedInAsync());

        await using var after = await RestoreAsync(backup, isTold);
        await thief.At(after).SendAsync(form);

        Assert.Equal(!isTold, await thief.At(after).IsSignedInAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_was_ended_and_a_device_that_was_forgotten_are_dead(bool isTold)
    {
        await _person.SignInAsync(MethodIds.App);
        var (browser, session) = (_person.Browser(), _person.Session);
        var device = await _before.TrustDeviceAsync(_person.Id, new("A browser", ""));
        using var backup = new Backup(_before);
        await _before.Get<SessionStore>().EndAsync(_person.Id, session);
        await using (var transaction = await PersonTransaction.BeginAsync(
            _before.Get<IDbContextFactory<PortalDbContext>>(), _person.Id, CancellationToken.None))
        {
            await _before.Get<TrustedDevices>().ForgetAsync(transaction, null);
            await transaction.CommitAsync();
        }


        await using var after = await RestoreAsync(backup, isTold);

        Assert.Equal(!isTold, await after.Get<SessionStore>().FindAsync(session) is not null);
        Assert.Equal(!isTold, await browser.At(after).IsSignedInAsync());
        Assert.Equal(!isTold, await after.Get<TrustedDevices>().UseAsync(_person.Id, device) is DeviceUse.Trusted);
        Assert.Equal(isTold ? 0 : 1, (await after.Get<SessionStore>().ListAsync(_person.Id)).Count);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true, "--keep-backup-codes")]
    public async Task A_used_backup_code_works_again_only_where_the_operator_says_so(bool isTold, bool works, params string[] options)
    {
        using var backup = new Backup(_before);
        var code = _person.BackupCodes[0];
        var used = await (await _before.Browser().TypePasswordAsync(_person.Email)).TypeCodeAsync(code, MethodIds.BackupCodes);
        Assert.True(await used.IsSignedInAsync());

        await using var after = await RestoreAsync(backup, isTold, options);
        var thief = await after.Browser().TypePasswordAsync(_person.Email);
        await thief.GetAsync($"/sign-in/verify?method={MethodIds.BackupCodes}");
        if (thief.Page!.QuerySelector("input[name='code']") is not null)
        {
            await thief.SubmitAsync(("code", code));
        }

        Assert.Equal(works, await thief.IsSignedInAsync());
        await using var db = await after.OpenDatabaseAsync();
        Assert.Equal(works ? 9 : 0, await db.Set<SecurityPortal.TwoFactor.MethodEnrolment>()
            .Where(row => row.UserId == _person.Id && row.Method == MethodIds.BackupCodes).Select(row => row.Count).SingleAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_that_an_app_showed_is_spent(bool isTold)
    {
        using var backup = new Backup(_before);
        var code = _person.NextAppCode();
        var used = await (await _before.Browser().TypePasswordAsync(_person.Email)).TypeCodeAsync(code, MethodIds.App);
        Assert.True(await used.IsSignedInAsync());

        await using var after = await RestoreAsync(backup, isTold);
        var thief = await (await after.Browser().TypePasswordAsync(_person.Email)).TypeCodeAsync(code, MethodIds.App);
        Assert.Equal(!isTold, await thief.IsSignedInAsync());

        after.Clock.Advance(TimeSpan.FromMinutes(2));
        var owner = await (await after.Browser().TypePasswordAsync(_person.Email)).TypeCodeAsync(
            Rfc6238.CodeAt(_person.AppKeys[0], after.Clock.GetUtcNow()), MethodIds.App);
        Assert.True(await owner.IsSignedInAsync());
    }

    [Fact]
    public async Task What_waited_and_may_have_been_stopped_is_stopped_and_the_log_tells_of_the_restore()
    {
        var now = _before.Clock.GetUtcNow();
        await using (var db = await _before.OpenDatabaseAsync())
        {
            db.Add(new RecoveryRequest { Id = Guid.NewGuid(), UserId = _person.Id, AskedAt = now, DueAt = now.AddHours(72) });
            await db.SaveChangesAsync();
        }

        using var backup = new Backup(_before);
        await using var after = await RestoreAsync(backup, isTold: true);

        await using var restored = await after.OpenDatabaseAsync();
        Assert.Equal(RecoveryState.Stopped, (await restored.Set<RecoveryRequest>().SingleAsync()).State);
        var entry = await restored.Set<AuditLogEntry>().OrderByDescending(row => row.Sequence).FirstAsync();
        Assert.Equal(("restored", "operator"), (entry.Event, entry.Actor));
        await Invariants.CheckLogAsync(after);

        // Everybody can still sign in as before.
        var browser = await after.Browser().TypePasswordAsync(_person.Email);
        after.Clock.Advance(TimeSpan.FromMinutes(2));
        await browser.TypeCodeAsync(Rfc6238.CodeAt(_person.AppKeys[0], after.Clock.GetUtcNow()), MethodIds.App);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Beside_a_portal_that_runs_nothing_is_done()
    {
        using var backup = new Backup(_before);
        await using var after = backup.Restore();
        using var errors = new StringWriter();
        await using (await RunningAsync(after))
        {
            Assert.Equal(1, await PortalCommands.RunAsync(after.Services, ["restored"], errors, errors));
            Assert.Contains("A portal runs on this database. Stop it first", errors.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await PortalCommands.RunAsync(after.Services, ["restored"], errors, errors));
    }

    private static async Task<Portal> RestoreAsync(Backup backup, bool isTold, params string[] options)
    {
        var after = backup.Restore();
        if (isTold)
        {
            using var output = new StringWriter();
            var code = await PortalCommands.RunAsync(after.Services, ["restored", .. options], output, output);
            Assert.True(code == 0, output.ToString());
        }

        return after;
    }

    private static async Task<IAsyncDisposable> RunningAsync(Portal portal)
    {
        if (!portal.HasPostgreSql)
        {
            return (await PortalLock.ShareAsync(portal.Get<IDbContextFactory<PortalDbContext>>(), CancellationToken.None))!;
        }

        await using var db = await portal.OpenDatabaseAsync();
        var connection = new Npgsql.NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        await PortalLock.ShareAsync(connection, CancellationToken.None);
        return connection;
    }
}
