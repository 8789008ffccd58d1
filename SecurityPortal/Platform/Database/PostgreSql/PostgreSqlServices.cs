using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SecurityPortal.Platform.Database.PostgreSql;

internal static class PostgreSqlServices
{
    // A connection that waits longer for a lock, or leaves a transaction open for longer, holds up people on every node.
    private const string Patience = "-c lock_timeout=20s -c idle_in_transaction_session_timeout=60s";
    private const int ConnectSeconds = 5;

    public static void AddPostgreSql(this WebApplicationBuilder builder)
    {
        var connection = builder.Try(() => ConnectionString(builder.Configuration.GetConnectionString("Portal")), "Host=none");
        builder.Services.AddSingleton<DatabaseOutage>();

        // These repeat what is in the exception, which its catcher logs; DatabaseOutage reports an unavailable database.
        builder.Services.AddPooledDbContextFactory<PortalDbContext>((services, db) => db
            .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(PortalMigrations.History))
            .ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug)))
            .AddInterceptors(
                [new StorableText(), new DatabaseWatch(services.GetRequiredService<DatabaseOutage>()), .. services.GetServices<IInterceptor>()]));
    }

    /// <summary>Returns the operator's connection string, with limits on waiting added if it sets none.</summary>
    /// <exception cref="InvalidOperationException">It is missing or cannot be read.</exception>
    public static string ConnectionString(string? configured)
    {
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new(configured);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException($"ConnectionStrings:Portal cannot be read: {exception.Message}", exception);
        }

        if (string.IsNullOrEmpty(connection.Host))
        {
            throw new InvalidOperationException(
                "ConnectionStrings:Portal must name the PostgreSQL server and database, such as 'Host=db.example.com;Database=portal;Username=portal;Password=…'.");
        }

        connection.ApplicationName ??= "SecurityPortal";
        connection.Options ??= Patience;
        if (!connection.ContainsKey("Timeout"))
        {
            connection.Timeout = ConnectSeconds;
        }

        return connection.ConnectionString;
    }
}
