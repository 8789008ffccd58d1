using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// The whole portal in this process, listening on a port of its own for a real browser: with a real SQLite file, the
/// demo people, its outbox worker, and the real clock, which a test can move forward.
/// </summary>
internal sealed class ListeningPortal : WebApplicationFactory<Program>
{
    private readonly (string Key, string Value)[] _settings;
    private readonly Action<IServiceCollection>? _withServices;
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-browser-test-").FullName;

    public ListeningPortal(params (string Key, string Value)[] settings)
        : this(settings, null)
    {
    }

    /// <param name="settings">The portal's configuration.</param>
    /// <param name="withServices">Changes to its services, made after all others.</param>
    public ListeningPortal((string Key, string Value)[] settings, Action<IServiceCollection>? withServices)
    {
        _withServices = withServices;
        _settings = settings;
        var port = FreePorts.Find(1)[0];
        Url = $"http://localhost:{port}";

        // A port passed here would sometimes be set only after the server has begun to listen (dotnet/aspnetcore#67714).
        UseKestrel();
        StartServer();
    }

    /// <summary>The address for browsers, which keep <c>Secure</c> cookies over plain HTTP only for localhost.</summary>
    public string Url { get; }

    public ShiftedClock Clock { get; } = new();

    public Postman Postman => Services.GetRequiredService<Postman>();

    public async Task<PortalDbContext> OpenDatabaseAsync() =>
        await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseUrls($"http://127.0.0.1:{new Uri(Url).Port}");
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder, "portal.db")}");
        builder.UseSetting("Database:KeyRing", Path.Combine(_folder, "keys"));
        builder.UseSetting("Portal:PublicUrl", Url);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.AddSingleton<Postman>();
            services.RemoveAll<IMessageProvider>();
            services.AddSingleton<IMessageProvider>(provider => provider.GetRequiredService<Postman>());
            _withServices?.Invoke(services);
        });
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
