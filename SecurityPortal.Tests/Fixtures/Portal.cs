using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;
using SecurityPortal.Messaging.Delivery.Webhooks;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Database.PostgreSql;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// The whole portal in this process, with a real database of its own (<see cref="TestDatabase"/>), the demo people, and a
/// clock that only moves when a test moves it.
/// </summary>
internal sealed class Portal : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> _settings;
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2050, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly RefusedSql _refused = new();
    private string? _postgreSql;

    public Portal(params (string Key, string Value)[] settings)
    {
        _settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        ClientOptions.BaseAddress = new Uri("https://localhost");
    }

    public const string Password = "Correct-horse-7";

    /// <summary>Changes to the portal's services, made after all others.</summary>
    public Action<IServiceCollection>? WithServices { get; init; }

    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Whether the database is PostgreSQL.</summary>
    public bool HasPostgreSql { get; init; } = TestDatabase.IsPostgreSql;

    /// <summary>Another node of the same portal, whose database and clock this one shares; it is disposed of last.</summary>
    public Portal? Beside { get; init; }

    /// <summary>Whether the portal creates its own database, instead of starting with a copy of the template.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>
    /// Starts at a whole time step, so that a code is valid for the full thirty seconds, and far ahead of the real
    /// time, by which the test's own browser decides whether a cookie has expired.
    /// </summary>
    public FakeTimeProvider Clock => Beside?.Clock ?? _clock;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Where the portal keeps its key ring, and its database when that is SQLite.</summary>
    public string Folder => _folder;

    /// <summary>The connection string of the portal's database when it is PostgreSQL.</summary>
    public string PostgreSql => Beside?.PostgreSql
        ?? (_postgreSql ??= PostgreSqlServer.Shared.Create(IsEmpty ? null : PortalTemplate.PostgreSql));

    /// <summary>The settings that make another process use the same database.</summary>
    public (string Key, string Value)[] DatabaseSettings =>
    [
        ("Database:Provider", HasPostgreSql ? "PostgreSQL" : "Sqlite"),
        ("ConnectionStrings:Portal", HasPostgreSql ? PostgreSql : Sqlite),
        ("Database:KeyRing", Path.Combine(_folder, "keys")),
    ];

    /// <summary>Creates the tables of a portal that has not started, as <c>SecurityPortal migrate</c> does.</summary>
    public Task MigrateAsync() => BeforeStartAsync(db => db.Database.MigrateAsync());

    /// <summary>Runs work on the database of a portal that has not started.</summary>
    public async Task BeforeStartAsync(Func<PortalDbContext, Task> work)
    {
        await using var db = OpenBeforeStart();
        await work(db);
    }

    /// <summary>Opens the database of a portal that has not started.</summary>
    public PortalDbContext OpenBeforeStart() =>
        HasPostgreSql ? PostgreSqlDesignTimeFactory.Open(PostgreSql) : DesignTimeFactory.Open(Sqlite);

    /// <summary>Creates a browser without cookies.</summary>
    public TestBrowser Browser() => new(this);

    private string Sqlite => $"Data Source={Path.Combine(_folder, "portal.db")}";

    public async Task<PortalDbContext> OpenDatabaseAsync() =>
        await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    /// <summary>Trusts a browser of this person, as if it had just signed in with a second step.</summary>
    public async Task<DeviceToken> TrustDeviceAsync(string userId, ClientInfo client)
    {
        await using var transaction = await PersonTransaction.BeginAsync(Get<IDbContextFactory<PortalDbContext>>(), userId);
        var token = Get<TrustedDevices>().Trust(transaction, client);
        await transaction.CommitAsync();
        return token;
    }

    public async Task<string> UserIdAsync(string name)
    {
        await using var db = await OpenDatabaseAsync();
        return await db.Users.Where(user => user.UserName == $"{name}@example.com").Select(user => user.Id).SingleAsync();
    }

    /// <summary>
    /// Processes the providers' callbacks, and sends everything that waits in the outbox. Tests decide when: no worker runs
    /// in the background.
    /// </summary>
    public async Task DeliverAsync()
    {
        while (await Get<CallbackProcessor>().WorkAsync(CancellationToken.None))
        {
        }

        while (await Get<OutboxQueue>().ClaimAsync(16, CancellationToken.None) is { Count: > 0 } claimed)
        {
            foreach (var message in claimed)
            {
                await Get<OutboxSender>().SendAsync(message, CancellationToken.None);
            }
        }
    }

    /// <summary>Returns the messages sent to this number or address, newest first.</summary>
    public async Task<IReadOnlyList<SentMessage>> SentToAsync(string to)
    {
        await DeliverAsync();
        return await Get<DevelopmentProvider>().ListAsync(to, CancellationToken.None);
    }

    /// <summary>Returns the six digits in the newest message to this number.</summary>
    public async Task<string> CodeSentToAsync(string number) =>
        Regex.Match((await SentToAsync(number))[0].Text, @"\d{6}").Value;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (!IsEmpty && !HasPostgreSql)
        {
            PortalTemplate.CopyTo(_folder, isInTheClear: EnvironmentName == "Development");
        }

        builder.UseEnvironment(EnvironmentName);
        foreach (var (key, value) in DatabaseSettings)
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting("Portal:PublicUrl", "https://localhost");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.AddSingleton<IInterceptor>(_refused);

            // Otherwise EF Core would build separate services for each portal, and compile each query again in each.
            services.ConfigureDbContext<PortalDbContext>(db => db.UseRootApplicationServiceProvider(null));

            // Tests call the workers that they need; on the fake clock, workers would run a thousand times a day.
            foreach (var worker in services.Where(IsWorker).ToList())
            {
                services.Remove(worker);
            }

            WithServices?.Invoke(services);
        });
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    private static bool IsWorker(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(Program).Assembly;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_postgreSql is not null)
        {
            PostgreSqlServer.Shared.Drop(_postgreSql);
        }

        using (var connection = new SqliteConnection(Sqlite))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(_folder, recursive: true);
        _refused.AssertNone();
    }
}
