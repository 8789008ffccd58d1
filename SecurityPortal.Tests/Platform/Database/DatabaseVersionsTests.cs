using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>In Production, a mere start never migrates a database: the start is refused with a clear message.</summary>
[OnBothDatabases]
public sealed class DatabaseVersionsTests : IAsyncDisposable
{
    private readonly Portal _portal;

    public DatabaseVersionsTests()
    {
        var provider = new ScriptedProvider();
        _portal = new(
            ("Delivery:Sms:Provider", provider.Name), ("Delivery:WhatsApp:Provider", provider.Name), ("Delivery:Email:Provider", provider.Name),
            ("Database:KeyCertificate", KeyCertificate.File))
        {
            EnvironmentName = "Production",
            IsEmpty = true,
            WithServices = provider.Use,
        };
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_start_that_ended_before_readers_were_freed_of_writers_is_made_good_by_the_next()
    {
        await using var portal = new Portal { HasPostgreSql = false, IsEmpty = true };
        await portal.MigrateAsync();
        await portal.BeforeStartAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE"));

        await using var db = await portal.OpenDatabaseAsync();

        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync()).Single());
    }

    [Fact]
    public async Task One_that_is_not_there_is_refused_with_the_verb_that_makes_it_and_is_not_made()
    {
        Assert.EndsWith("does not exist, or is empty. Run 'SecurityPortal migrate' first.", Refusal(), StringComparison.Ordinal);
        Assert.Equal((1, false), await VerbAsync("log", "verify", "does not exist, or is empty"));
    }

    [Fact]
    public async Task One_that_is_ahead_is_refused_by_the_start_and_by_every_verb_and_migrate_leaves_it_alone()
    {
        await _portal.MigrateAsync();
        await _portal.BeforeStartAsync(db => db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "PortalMigrations" ("MigrationId", "ProductVersion") VALUES ('99990101000000_Later', '99')"""));

        Assert.Contains("newer than this version", Refusal(), StringComparison.Ordinal);
        foreach (var verb in new[] { "migrate", "policy show", "log export", "user grant alice@example.com Support" })
        {
            Assert.Equal((1, true), await VerbAsync([.. verb.Split(' '), "newer than this version"]));
        }
    }

    [Fact]
    public async Task The_portals_own_without_its_versions_is_not_taken_for_another_applications()
    {
        await _portal.MigrateAsync();
        await _portal.BeforeStartAsync(db => db.Database.ExecuteSqlAsync($"""DELETE FROM "PortalMigrations" """));

        Assert.Contains("its table PortalMigrations, which says of which version they are, is gone or empty", Refusal(), StringComparison.Ordinal);
        Assert.Equal((1, true), await VerbAsync("migrate", "is gone or empty"));
    }

    [Fact]
    public async Task One_of_the_same_version_is_taken()
    {
        await _portal.MigrateAsync();

        Assert.True((await _portal.Browser().GetAsync("/sign-in")).Response!.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_verb_can_be_given_again()
    {
        await _portal.MigrateAsync();
        using var output = new StringWriter();

        Assert.Equal(0, await PortalCommands.RunAsync(_portal.Services, ["migrate"], output, output));
        Assert.Equal("The database is up to date.", output.ToString().Trim());
    }

    // The words of a command, and last the text that it must print. Runs the portal's own program, since the portal does not start.
    private async Task<(int Code, bool HasDatabase)> VerbAsync(params string[] words)
    {
        await using var process = PortalProcess.Start(
            [.. PortalProcess.Program, .. words[..^1]],
            [
                .. _portal.DatabaseSettings.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)),
                ("ASPNETCORE_ENVIRONMENT", "Production"), ("Database__KeyCertificate", KeyCertificate.File),
            ]);
        await process.WaitForEndAsync();
        Assert.Contains(words[^1], process.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Log, StringComparison.Ordinal);
        return (process.ExitCode, _portal.HasPostgreSql
            ? !process.Log.Contains("does not exist, or is empty", StringComparison.Ordinal)
            : File.Exists(Path.Combine(_portal.Folder, "portal.db")));
    }

    private string Refusal() => Assert.Single(Assert.Throws<OptionsValidationException>(() => _portal.Services).Failures);
}
