using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Database.PostgreSql;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Hosting.Cli;

/// <summary>A portal moves from SQLite to PostgreSQL, and nobody notices.</summary>
public sealed class CopyCommandTests : IAsyncLifetime
{
    private readonly Portal _before = new(("Database:KeyCertificate", KeyCertificate.File)) { HasPostgreSql = false };
    private readonly Portal _after = new(("Database:KeyCertificate", KeyCertificate.File)) { HasPostgreSql = true, IsEmpty = true };
    private TestPerson _person = default!;

    public async ValueTask InitializeAsync() =>
        _person = await TestPerson.WithAsync(_before, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);

    public async ValueTask DisposeAsync()
    {
        await _before.DisposeAsync();
        await _after.DisposeAsync();
    }

    [Fact]
    public async Task People_sign_in_afterwards_with_what_they_had()
    {
        await _person.SignInAsync(MethodIds.App);
        var (code, output) = await CopyAsync();

        Assert.True(code == 0, output);
        Assert.Contains("All rows were copied, the row counts match, and the copy's log is intact.", output, StringComparison.Ordinal);
        var browser = await _after.Browser().TypePasswordAsync(_person.Email);
        await browser.SubmitAsync(("code", _person.NextAppCode()));
        Assert.True(await browser.IsSignedInAsync());
        await Invariants.CheckAsync(_after, _person.Id);
        Assert.True(await _person.Browser().At(_after).IsSignedInAsync());
    }

    [Fact]
    public async Task A_security_key_signs_in_afterwards_after_the_password_and_without_it()
    {
        var (key, code) = await CopyWithKeyAsync();
        Assert.Equal(0, code);

        var browser = await _after.Browser().TypePasswordAsync(_person.Email);
        key.Counter++;
        await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));
        Assert.True(await browser.IsSignedInAsync());

        var passwordless = await _after.Browser().GetAsync("/sign-in");
        var asked = await passwordless.SendAsync((new Uri("https://localhost/sign-in/passkey/options"), passwordless.Form().Content));
        key.Counter++;
        var answer = passwordless.Form(("credential", key.Get(await asked.Content.ReadAsStringAsync())));
        await passwordless.SendAsync((new Uri("https://localhost/sign-in/passkey"), answer.Content));
        Assert.True(await passwordless.IsSignedInAsync());
    }

    [Fact]
    public async Task Everything_kept_of_a_security_key_is_what_it_was()
    {
        await CopyWithKeyAsync();

        Assert.Equal(await PasskeyAsync(_before), await PasskeyAsync(_after));
    }

    [Fact]
    public async Task New_rows_get_numbers_behind_the_copied_ones_and_the_log_goes_on()
    {
        Assert.Equal(0, (await CopyAsync()).Code);

        await TestPerson.WithAsync(_after, MethodIds.App);

        await Invariants.CheckLogAsync(_after);
    }

    [Fact]
    public async Task The_keys_arrive_under_the_certificate()
    {
        Assert.Equal(0, (await CopyAsync()).Code);

        await using var db = PostgreSqlDesignTimeFactory.Open(_after.PostgreSql);
        Assert.All(await db.DataProtectionKeys.ToListAsync(), key =>
        {
            Assert.Contains("EncryptedData", key.Xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<value>", key.Xml, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_copy_that_was_stopped_goes_on_where_it_was()
    {
        await StopInTheMiddleAsync();

        var (code, output) = await CopyAsync();

        Assert.True(code == 0, output);
        Assert.Contains("AspNetUsers: 4 of", output, StringComparison.Ordinal);
        Assert.DoesNotContain("AspNetUsers: 0 of", output, StringComparison.Ordinal);
        Assert.True(await (await _after.Browser().TypePasswordAsync("alice")).IsSignedInAsync());
    }

    [Fact]
    public async Task A_copy_that_was_stopped_begins_anew_when_the_original_has_changed()
    {
        await StopInTheMiddleAsync();
        await Rows.ExecuteAsync(_before, $"""UPDATE "AspNetUsers" SET "LockoutEnabled" = 0 WHERE "Id" = {_person.Id}""");

        var (code, output) = await CopyAsync();

        Assert.True(code == 0, output);
        Assert.Contains("AspNetUsers: 0 of", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_failed_at_the_keys_can_be_repeated()
    {
        await _after.MigrateAsync();
        await using var target = PostgreSqlDesignTimeFactory.Open(_after.PostgreSql);
        await target.Database.ExecuteSqlRawAsync("""ALTER TABLE "DataProtectionKeys" RENAME TO "Elsewhere";""");
        var (failed, said) = await CopyAsync();
        Assert.Equal(1, failed);
        Assert.Contains("DataProtectionKeys", said, StringComparison.Ordinal);

        await target.Database.ExecuteSqlRawAsync("""ALTER TABLE "Elsewhere" RENAME TO "DataProtectionKeys";""");
        var (code, output) = await CopyAsync();

        Assert.True(code == 0, output);
        Assert.True(await (await _after.Browser().TypePasswordAsync("alice")).IsSignedInAsync());
    }

    [Fact]
    public async Task A_database_with_accounts_of_its_own_is_left_alone()
    {
        Assert.Equal(0, (await CopyAsync()).Code);

        var (code, output) = await CopyAsync();

        Assert.Equal(1, code);
        Assert.Contains("holds accounts already. Nothing was copied.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_a_portal_that_runs_nothing_is_copied_however_idle_it_is_and_once_it_was_killed_all_is()
    {
        await using (var running = await RunningPortal.StartAsync(
            _before.DatabaseSettings.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value))))
        {
            var (refused, output) = await CopyAsync();
            Assert.Equal((1, "A portal runs on this database. Stop it first, on every node."), (refused, output.Trim()));
        }

        Assert.Equal(0, (await CopyAsync()).Code);
    }

    [Fact]
    public async Task No_portal_starts_while_the_database_is_being_copied()
    {
        var factory = _before.Get<IDbContextFactory<PortalDbContext>>();
        await using var copying = await PortalLock.ClaimAsync(factory);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => PortalLock.ShareAsync(factory, CancellationToken.None));

        Assert.Contains("is being copied", refused.Message, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> CopyAsync()
    {
        SqliteConnection.ClearAllPools();
        using var output = new StringWriter();
        var code = await PortalCommands.RunAsync(_before.Services, ["copy", "--to", _after.PostgreSql], output, output);
        return (code!.Value, output.ToString());
    }

    private async Task<(SoftwareKey Key, int Code)> CopyWithKeyAsync()
    {
        var key = new SoftwareKey { Counter = 1 };
        await (await _person.SignInAsync(MethodIds.App)).TurnOnKeyAsync(key, "Mine");
        return (key, (await CopyAsync()).Code);
    }

    private async Task<string> PasskeyAsync(Portal portal)
    {
        await using var db = await portal.OpenDatabaseAsync();
        var kept = await db.UserPasskeys.AsNoTracking().SingleAsync(passkey => passkey.UserId == _person.Id);

        // PostgreSQL keeps microseconds.
        kept.Data.CreatedAt = kept.Data.CreatedAt.AddTicks(-kept.Data.CreatedAt.Ticks % 10);
        return JsonSerializer.Serialize(kept);
    }

    // As after a kill: the rows reported so far are on disk, and the rest is not.
    private async Task StopInTheMiddleAsync()
    {
        SqliteConnection.ClearAllPools();
        await _after.MigrateAsync();
        await using var target = PostgreSqlDesignTimeFactory.Open(_after.PostgreSql);
        await using var source = new SqliteConnection($"Data Source={Path.Combine(_before.Folder, "portal.db")};Pooling=False");
        await source.OpenAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => new DatabaseCopy(source, target, piece: 2).RunAsync(
            progress => _ = progress is { Table: "AspNetUsers", Done: 4 } ? throw new OperationCanceledException() : progress));
    }
}
