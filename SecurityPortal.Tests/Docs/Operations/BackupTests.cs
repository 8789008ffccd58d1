using System.Text.RegularExpressions;
using Npgsql;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>The runbook's commands take a backup while people sign in, and a restore from it is complete.</summary>
public sealed partial class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-runbook-").FullName;

    private string State => Path.Combine(_folder, "state");

    private string Backups => Path.Combine(_folder, "backups");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Of_SQLite_with_its_key_ring()
    {
        (string, string)[] place = [("ConnectionStrings__Portal", $"Data Source={State}/portal.db"), ("Database__KeyRing", $"{State}/keys")];
        var before = await BackUpAsync(place, [], "install -d", "VACUUM INTO", "cp -a /var/lib");

        Directory.Move(State, Path.Combine(_folder, "lost"));
        Directory.CreateDirectory(State);
        File.Copy(Assert.Single(Directory.GetFiles(Backups, "portal-*.db")), $"{State}/portal.db");
        Directory.Move(Assert.Single(Directory.GetDirectories(Backups, "keys-*")), $"{State}/keys");

        await CheckAsync(place, before);
    }

    [Fact]
    public async Task Of_PostgreSQL()
    {
        var (old, empty) = (PostgreSqlServer.Shared.Create(), PostgreSqlServer.Shared.Create());
        var before = await BackUpAsync(Place(old), [("PORTAL_DATABASE", Uri(old))], "install -d", "pg_dump");

        var dump = Assert.Single(Directory.GetFiles(Backups, "portal-*.dump"));
        var restore = Documents.Command("Runbook.md", "pg_restore", ("/var/backups/security-portal/portal-2026-11-29.dump", dump));
        var (code, said) = await Programs.RunAsync("bash", [("PORTAL_DATABASE", Uri(empty))], "-c", restore);
        Assert.True(code == 0, said);

        await CheckAsync(Place(empty), before);
        PostgreSqlServer.Shared.Drop(old);
        PostgreSqlServer.Shared.Drop(empty);
    }

    // Takes the backup while people sign in; returns how many sign-ins were done before it began.
    private async Task<int> BackUpAsync((string, string)[] place, (string, string)[] environment, params string[] commands)
    {
        Directory.CreateDirectory(State);
        await using var portal = await RunningPortal.StartAsync(place);
        using var enough = new CancellationTokenSource();
        var done = 0;
        var people = new[] { "alice@example.com", "bob@example.com" }.Select(async name =>
        {
            while (!enough.IsCancellationRequested)
            {
                await SignInAsync(portal, name);
                Interlocked.Increment(ref done);
            }
        }).ToList();
        while (Volatile.Read(ref done) < 3)
        {
            await Task.WhenAny(people.Append(Task.Delay(20)));
            Assert.DoesNotContain(people, person => person.IsFaulted);
        }

        var before = Volatile.Read(ref done);
        foreach (var words in commands)
        {
            var command = Documents.Command("Runbook.md", words, ("/var/lib/security-portal", State), ("/var/backups/security-portal", Backups));
            var (code, said) = await Programs.RunAsync("bash", environment, "-c", command);
            Assert.True(code == 0, said);
        }

        await enough.CancelAsync();
        await Task.WhenAll(people);
        await portal.StopAsync();
        return before;
    }

    private static async Task CheckAsync((string, string)[] place, int before)
    {
        var (_, exported) = await VerbAsync(place, "log", "export");
        Assert.True(SignedIn().Count(exported) >= before, $"{before} people had signed in before the backup began: {exported}");
        Assert.Equal(0, (await VerbAsync(place, "restored")).Code);
        var (code, said) = await VerbAsync(place, "log", "verify");
        Assert.True(code == 0, said);

        await using var portal = await RunningPortal.StartAsync(place);
        await SignInAsync(portal, "alice@example.com");
    }

    private static async Task SignInAsync(RunningPortal portal, string name)
    {
        var browser = portal.Browser();
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync(("login", name), ("password", Portal.Password));
        Assert.StartsWith("/settings", browser.Path, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Said)> VerbAsync((string, string)[] place, params string[] words) => Programs.RunAsync(
        "dotnet", [("ASPNETCORE_ENVIRONMENT", "Development"), .. place], [.. PortalProcess.Program, .. words]);

    private static (string, string)[] Place(string connection) => [("Database__Provider", "PostgreSQL"), ("ConnectionStrings__Portal", connection)];

    // The connection string in the form that PostgreSQL's programs take.
    private static string Uri(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return $"host={parts.Host} user={parts.Username} dbname={parts.Database}";
    }

    [GeneratedRegex("\"event\":\"signed-in\"")]
    private static partial Regex SignedIn();
}
