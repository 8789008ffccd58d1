using Microsoft.EntityFrameworkCore;
using SecurityPortal.Commands;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Data;

/// <summary>In Production nobody's database is changed by a mere start: it is refused, with a sentence.</summary>
[OnBothDatabases]
public sealed class DatabaseVersions : IAsyncDisposable
{
    private readonly Portal _portal;

    public DatabaseVersions()
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
    public void One_that_is_behind_is_refused_with_the_verb_that_mends_it() =>
        Assert.Contains("older than this version. Run 'SecurityPortal migrate' first.", Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task One_that_is_ahead_is_refused()
    {
        await _portal.MigrateAsync();
        await _portal.BeforeStartAsync(db => db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "PortalMigrations" ("MigrationId", "ProductVersion") VALUES ('99990101000000_Later', '99')"""));

        Assert.Contains("newer than this version", Refusal(), StringComparison.Ordinal);
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

    private string Refusal() => Assert.Throws<InvalidOperationException>(() => _portal.Services).Message;
}
