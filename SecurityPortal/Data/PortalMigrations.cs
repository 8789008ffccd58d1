using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data.FromIdentity;
using SecurityPortal.Data.PostgreSql;

namespace SecurityPortal.Data;

/// <summary>Brings the database to the version that this program needs, or says that it is another.</summary>
internal static class PortalMigrations
{
    /// <summary>
    /// The table that says which migrations the database has had. Not the one by EF Core's own name, in which an application
    /// that shares the database writes down its own.
    /// </summary>
    public const string History = "PortalMigrations";

    /// <summary>Creates the database if there is none and brings it up to date.</summary>
    public static async Task MigrateDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(services, cancellationToken);
        var isSqlite = db.Database.IsSqlite();
        if (isSqlite)
        {
            var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
            PrivateFiles.MakeFolder(Path.GetDirectoryName(file)!);
            PrivateFiles.MakeFile(file);
        }

        // The migrator compares the whole model before it finds that there is nothing to do: a sixth of a start.
        if (!db.Database.GetMigrations().ToHashSet().SetEquals(await db.Database.GetAppliedMigrationsAsync(cancellationToken)))
        {
            await RefuseOthersAsync(services, cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }

        if (isSqlite)
        {
            // Kept in the file from then on: readers no longer wait for a writer. Each time, as a start may have ended
            // between the two.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        }
    }

    /// <summary>Does nothing when the database is of this program's version.</summary>
    /// <exception cref="InvalidOperationException">It is behind, ahead, or cannot be reached.</exception>
    public static async Task RefuseOtherVersionAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(services, cancellationToken);
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = await AppliedAsync(db, cancellationToken);
        if (!known.SetEquals(applied))
        {
            throw new InvalidOperationException(known.IsSupersetOf(applied)
                ? "The database is older than this version. Run 'SecurityPortal migrate' first."
                : "The database is newer than this version. Start the version that migrated it, or a later one.");
        }
    }

    private static async Task<IReadOnlyCollection<string>> AppliedAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            return [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The database cannot be read: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>The database with a model that was not compiled, which knows more about itself.</summary>
    public static async Task<PortalDbContext> OpenDesignAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
        var connection = db.Database.GetConnectionString()!;
        return db.Database.IsSqlite() ? DesignTimeFactory.Open(connection) : PostgreSqlDesignTimeFactory.Open(connection);
    }

    private static async Task RefuseOthersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await OpenDesignAsync(services, cancellationToken);
        if (await db.Database.CanConnectAsync(cancellationToken)
            && !(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any()
            && (await ExistingTables.ReadAsync(db, cancellationToken)).HasTable(TableFaults.Users))
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
