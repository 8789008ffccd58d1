using System.CommandLine;
using Microsoft.Data.Sqlite;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database.PostgreSql;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Moves a portal from SQLite to PostgreSQL. The SQLite file stays as it is.</summary>
internal sealed class CopyCommand : PortalVerb
{
    private readonly Option<string> _to = new("--to")
    {
        Description = "the connection to the PostgreSQL database; safer in ConnectionStrings__CopyTo, because a list of processes shows what is typed here, password included",
        HelpName = "connection string",
    };

    public CopyCommand()
        : base("copy", "copies the SQLite database and its keys to PostgreSQL") => Command.Add(_to);

    public override async Task<int> RunAsync(VerbCall call)
    {
        var (services, output, errors) = (call.Services, call.Output, call.Errors);
        if ((call.Given.GetValue(_to) ?? services.GetRequiredService<IConfiguration>().GetConnectionString("CopyTo")) is not { Length: > 0 } to)
        {
            await errors.WriteLineAsync("Give the connection to the PostgreSQL database with --to or in ConnectionStrings:CopyTo.");
            return Misused;
        }

        var (configuration, environment) = (services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>());
        var options = DatabaseOptions.Of(configuration);
        if (options.Kind != DatabaseProvider.Sqlite)
        {
            await errors.WriteLineAsync("Database:Provider is already PostgreSQL. Run this with the settings of the SQLite portal.");
            return 1;
        }

        var certificate = KeyRing.Certificate(environment, options);
        await using var alone = await PortalLock.ClaimAsync(services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
        await using var target = PostgreSqlDesignTimeFactory.Open(PostgreSqlServices.ConnectionString(to));
        await target.Database.MigrateAsync();
        await using var source = new SqliteConnection(await ConnectionAsync(services));
        await source.OpenAsync();
        var copy = new DatabaseCopy(source, target);
        await copy.RunAsync(progress => output.WriteLine(Line(progress)));
        var keys = await KeyRingCopy.RunAsync(
            environment.Rooted(options.KeyRing), target, certificate, services.GetRequiredService<ILoggerFactory>());
        await copy.EndAsync();
        await output.WriteLineAsync($"{keys} data protection keys were copied.");
        return await VerifyAsync(services, to, output, errors);
    }

    private static async Task<string> ConnectionAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString;
    }

    private static string Line(CopyProgress progress) => string.Create(
        CultureInfo.InvariantCulture, $"{progress.Table}: {progress.Done:N0} of {progress.All:N0}");

    // The row counts show that every row is there; the log's chain shows that its rows are the same, under the same key.
    private static async Task<int> VerifyAsync(IServiceProvider services, string to, TextWriter output, TextWriter errors)
    {
        var verifier = new AuditLogVerifier(new Copied(PostgreSqlServices.ConnectionString(to)), services.GetRequiredService<AuditLogChain>());
        if (await verifier.VerifyAsync() is LogCheck.Broken broken)
        {
            await errors.WriteLineAsync($"The copy's log is BROKEN at entry {broken.Sequence}. Was it intact here? Run 'SecurityPortal log verify'.");
            return 1;
        }

        await output.WriteLineAsync("All rows were copied, the row counts match, and the copy's log is intact.");
        return 0;
    }

    private sealed class Copied(string connection) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => PostgreSqlDesignTimeFactory.Open(connection);
    }
}
