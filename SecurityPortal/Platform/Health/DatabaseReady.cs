using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SecurityPortal.Platform.Health;

/// <summary>Whether the database answers within two seconds and accepts writes.</summary>
internal sealed class DatabaseReady(
    IDbContextFactory<PortalDbContext> factory, TimeProvider clock, ILogger<DatabaseReady> logger) : IHealthCheck
{
    /// <summary>How often a probe writes: probes come every few seconds, from several sources, and a write waits for the disk.</summary>
    public static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(10);

    // SQLite's files grow by less than this between two checks.
    private const long LeastFree = 16 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private DateTimeOffset _writeAgainAt;
    private string? _unwritable;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var db = await factory.CreateDbContextAsync(patience.Token);
            await db.Set<SealedKey>().AnyAsync(patience.Token);
            await WriteAsync(db, patience.Token);
            return _unwritable is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database cannot be written to.");
        }
        catch (Exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    private async Task WriteAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _writeAgainAt)
        {
            return;
        }

        _writeAgainAt = now + WriteEvery;
        try
        {
            // Writes the same value again: nothing changes, yet the write has to reach the disk.
            await db.Set<SealedKey>().ExecuteUpdateAsync(
                set => set.SetProperty(key => key.Ciphertext, key => key.Ciphertext), cancellationToken);
            Tell(Free(db) is < LeastFree and var free ? $"only {free / 1024} KB are free on its disk" : null);
        }
        catch (OperationCanceledException)
        {
            // Many others are writing at the moment, and this one had to wait. That says nothing about the disk.
        }
        catch (Exception exception) when (!DatabaseOutage.IsAway(exception))
        {
            Tell(PlainFault.Of(exception)[0]);
        }
    }

    private void Tell(string? unwritable)
    {
        if (unwritable is not null && _unwritable is null)
        {
            logger.DatabaseIsUnwritable(unwritable);
        }
        else if (unwritable is null && _unwritable is not null)
        {
            logger.DatabaseIsWritable();
        }

        _unwritable = unwritable;
    }

    private static long? Free(PortalDbContext db) => db.Database.IsSqlite()
        ? new DriveInfo(Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource)).AvailableFreeSpace
        : null;
}
