using Microsoft.Data.Sqlite;
using Npgsql;
using SecurityPortal.Platform.Database.FromIdentity;
using SecurityPortal.Platform.Database.PostgreSql;

namespace SecurityPortal.Platform.Database;

/// <summary>Migrates the database to the version that this program needs, or refuses one of another version.</summary>
internal static class PortalMigrations
{
    /// <summary>
    /// The table of the migrations that the database has had. It does not have EF Core's default name: an application that
    /// shares the database may keep its own migrations there.
    /// </summary>
    public const string History = "PortalMigrations";

    // About five minutes.
    private const int MaxAttempts = 300;

    /// <summary>Creates the database if there is none and brings it up to date.</summary>
    /// <returns>The name of the database if it was empty before; null when it was not.</returns>
    /// <exception cref="InvalidOperationException">The database belongs to another application or to a later version.</exception>
    public static async Task<string?> MigrateDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(services, cancellationToken);
        var isSqlite = db.Database.IsSqlite();
        if (isSqlite)
        {
            var file = SqliteFile(db);
            PrivateFiles.MakeFolder(Path.GetDirectoryName(file)!);
            PrivateFiles.MakeFile(file);
        }

        // The migrator compares the whole model before it finds that there is nothing to do, which takes a sixth of the
        // start-up time.
        var (known, applied) = (db.Database.GetMigrations().ToHashSet(), (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet());
        if (!known.SetEquals(applied))
        {
            RefuseLater(known, applied);
            await RefuseOthersAsync(services, cancellationToken);
            await MigrateAsync(db, to: null, cancellationToken);
        }

        if (isSqlite)
        {
            // The file stays in this mode, in which readers no longer wait for a writer. It is set each time, because an
            // earlier start may have ended between the migration and this.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        }

        return applied.Count == 0 ? Name(db) : null;
    }

    /// <summary>
    /// Migrates while nodes serve. On PostgreSQL a change to a table waits for its current users, and everybody else waits
    /// behind the change. So it waits for less than PostgreSQL's deadlock timeout (1 s), gives way, and tries again. PostgreSQL
    /// therefore never aborts a request in its favour.
    /// </summary>
    /// <param name="to">The migration to stop at; null for the last.</param>
    internal static async Task MigrateAsync(PortalDbContext db, string? to, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.MigrateAsync(to, cancellationToken);
            return;
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("SET lock_timeout = '500ms'", cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await db.Database.MigrateAsync(to, cancellationToken);
                return;
            }
            catch (Exception exception) when (attempt < MaxAttempts && GaveWay(exception))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            }
        }
    }

    /// <summary>Does nothing when the database has this program's version.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is older, newer, missing or another application's, or it cannot be reached.
    /// </exception>
    public static async Task RefuseOtherVersionAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(services, cancellationToken);
        var known = db.Database.GetMigrations().ToHashSet();
        if (db.Database.IsSqlite() && !File.Exists(SqliteFile(db)))
        {
            // Opening it would create an empty one.
            throw Missing(db);
        }

        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet();
        RefuseLater(known, applied);
        if (applied.Count == 0)
        {
            await RefuseOthersAsync(services, cancellationToken);
            throw Missing(db);
        }

        if (!known.SetEquals(applied))
        {
            throw new InvalidOperationException("The database is older than this version. Run 'SecurityPortal migrate' first.");
        }
    }

    private static bool GaveWay(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected }
        || (exception.InnerException is { } inner && GaveWay(inner));

    /// <summary>Returns where the database is, in the operator's terms. Never includes a password.</summary>
    private static string Name(PortalDbContext db) =>
        db.Database.IsSqlite() ? SqliteFile(db) : $"{db.Database.GetDbConnection().Database} at {db.Database.GetDbConnection().DataSource}";

    private static InvalidOperationException Missing(PortalDbContext db) =>
        new($"The database {Name(db)} does not exist, or is empty. Run 'SecurityPortal migrate' first.");

    private static string SqliteFile(PortalDbContext db) => new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;

    private static void RefuseLater(HashSet<string> known, HashSet<string> applied)
    {
        if (!known.IsSupersetOf(applied))
        {
            throw new InvalidOperationException("The database is newer than this version. Use the version that migrated it, or a later one.");
        }
    }

    /// <summary>Opens the database with a model that was not compiled, which holds more metadata.</summary>
    public static async Task<PortalDbContext> OpenDesignAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
        var connection = db.Database.GetConnectionString()!;
        return db.Database.IsSqlite() ? DesignTimeFactory.Open(connection) : PostgreSqlDesignTimeFactory.Open(connection);
    }

    private static async Task RefuseOthersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await OpenDesignAsync(services, cancellationToken);
        if (!await db.Database.CanConnectAsync(cancellationToken) || (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        var tables = await ExistingSchema.ReadAsync(db, cancellationToken);
        if (tables.HasTable("SealedKeys"))
        {
            throw new InvalidOperationException(
                $"The database has the portal's tables, but its table {History}, which says of which version they are, is gone or empty. Restore it from a backup.");
        }

        if (tables.HasTable(SchemaConflicts.Users))
        {
            throw new InvalidOperationException(
                "This database has the tables of another application that uses ASP.NET Core Identity. To run the portal on them: 'SecurityPortal migrate --from-identity'.");
        }
    }

    private static async Task<PortalDbContext> OpenAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
        if (db.Database.IsSqlite())
        {
            return db;
        }

        var connection = db.Database.GetConnectionString()!;
        await db.DisposeAsync();
        return PostgreSqlDesignTimeFactory.Open(connection);
    }
}
