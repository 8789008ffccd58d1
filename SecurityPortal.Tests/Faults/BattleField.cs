using Microsoft.Data.Sqlite;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Database.PostgreSql;
using SecurityPortal.Tests.Faults.UnderFire;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Faults;

/// <summary>A database on which a portal process is started and killed over and over.</summary>
internal sealed class BattleField : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-under-fire-").FullName;

    private readonly string? _postgreSql = TestDatabase.IsPostgreSql ? PostgreSqlServer.Shared.Create(null) : null;

    private string Sqlite => $"Data Source={Path.Combine(_folder, "portal.db")}";

    public PortalProcess Start(params (string Key, string Value)[] fire) =>
        PortalProcess.Start(
            PortalProcess.Program,
            [
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
                ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(Fire).Assembly.GetName().Name!),
                ("Database__Provider", _postgreSql is null ? "Sqlite" : "PostgreSQL"),
                ("ConnectionStrings__Portal", _postgreSql ?? Sqlite),
                ("Database__KeyRing", Path.Combine(_folder, "keys")),
                ("Portal__PublicUrl", "http://localhost"),
                ("Delivery__Sms__Provider", Witness.ProviderName),
                ("Delivery__WhatsApp__Provider", Witness.ProviderName),
                ("Delivery__Email__Provider", Witness.ProviderName),
                ("OneTimeCodes__MaxSendsPerHour", "1000000"),
                ("OneTimeCodes__MaxSendsPerDay", "1000000"),
                ("SignIn__TriesPerAddress", "1000000"),
                ("Support__ActionsPerHour", "1000000"),
                ("DOTNET_TieredPGO", "0"),
                ("Logging__LogLevel__Default", "Warning"),
                ("Logging__Console__LogToStandardErrorThreshold", "Trace"),
                .. fire.Select(setting => ($"Fire__{setting.Key}", setting.Value)),
            ]);

    /// <summary>Checks the database while no portal runs.</summary>
    public async Task InspectAsync(string when) => await Aftermath.CheckAsync(await OpenAsync(), when);

    /// <summary>
    /// Starts the portal once more, with its clock past the leases of the killed processes, and lets everybody continue from where
    /// the kills left them. Checks the database once the outbox is empty.
    /// </summary>
    public async Task GoOnAsync(int people)
    {
        await using var portal = Start(("People", $"{people}"), ("Rounds", "2"), ("Later", "00:02:00"));
        string? line, last = null;
        while ((line = await portal.ReadLineAsync()) is not null and not "done")
        {
            last = line;
        }

        await portal.WaitForEndAsync();
        Assert.True(line == "done", portal.Log);
        await using var db = await OpenAsync();
        await Aftermath.CheckDrainedAsync(db, notices: int.Parse(last!.Split(' ')[1], null));
    }

    public void Dispose()
    {
        if (_postgreSql is not null)
        {
            PostgreSqlServer.Shared.Drop(_postgreSql);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens the database while no portal runs.</summary>
    public Task<PortalDbContext> OpenAsync() => Task.FromResult(
        _postgreSql is null ? DesignTimeFactory.Open($"{Sqlite};Pooling=False") : PostgreSqlDesignTimeFactory.Open(_postgreSql));
}
