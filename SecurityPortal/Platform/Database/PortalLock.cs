using Microsoft.Data.Sqlite;
using Npgsql;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Shows that a portal is using a database, for verbs that must not run at the same time. The operating system or PostgreSQL
/// releases the lock when the process ends, however it ends.
/// </summary>
internal sealed class PortalLock : IAsyncDisposable
{
    // Any number that nothing else in the database locks.
    private const long Key = 0x5365_6350_6f72_746c;
    private readonly IAsyncDisposable _held;

    private PortalLock(IAsyncDisposable held) => _held = held;

    /// <summary>
    /// Takes the lock that a portal on SQLite holds from start to end. On PostgreSQL the connection that carries signals holds
    /// it (<see cref="ShareAsync(NpgsqlConnection, CancellationToken)"/>), and the result is null.
    /// </summary>
    /// <exception cref="InvalidOperationException">A verb that needs the database to itself is running.</exception>
    public static async Task<PortalLock?> ShareAsync(
        IDbContextFactory<PortalDbContext> factory, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return !db.Database.IsSqlite() ? null
            : Open(db, FileShare.ReadWrite) is { } file ? new(file)
            : throw new InvalidOperationException("The database is being copied or repaired by a command. Start the portal when it has finished.");
    }

    /// <summary>Takes the lock on PostgreSQL, for as long as the connection lasts.</summary>
    public static async Task ShareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock_shared({Key})", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes the lock for a verb that needs the database to itself.</summary>
    /// <exception cref="InvalidOperationException">A portal, or another such verb, is using the database.</exception>
    public static async Task<PortalLock> ClaimAsync(
        IDbContextFactory<PortalDbContext> factory, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await (db.Database.IsSqlite()
                ? Task.FromResult<IAsyncDisposable?>(Open(db, FileShare.None))
                : LockAsync(db.Database.GetConnectionString()!, cancellationToken)) is { } held
            ? new(held)
            : throw new InvalidOperationException("A portal runs on this database. Stop it first, on every node.");
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private static FileStream? Open(PortalDbContext db, FileShare share)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + ".lock";
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new(file, options);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    private static async Task<IAsyncDisposable?> LockAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Key})", connection);
            if ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
            {
                return connection;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }
}
