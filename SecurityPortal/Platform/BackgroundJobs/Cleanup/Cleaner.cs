namespace SecurityPortal.Platform.BackgroundJobs.Cleanup;

/// <summary>
/// Deletes expired rows in batches so small that nobody has to wait for one; other writers get their turn between two batches.
/// Several nodes may do this at the same time.
/// </summary>
internal sealed class Cleaner(
    IDbContextFactory<PortalDbContext> factory, IEnumerable<IExpiredRows> kinds, TimeProvider clock) : ITimedWork
{
    /// <summary>The number of rows in one batch.</summary>
    public const int Batch = 200;

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var (now, all) = (clock.GetUtcNow(), 0);
        foreach (var kind in kinds)
        {
            int deleted;
            do
            {
                await using var db = await factory.CreateDbContextAsync(cancellationToken);
                deleted = await kind.DeleteAsync(db, now, Batch, cancellationToken);
                all += deleted;
            }
            while (deleted == Batch);
        }

        return all;
    }
}
