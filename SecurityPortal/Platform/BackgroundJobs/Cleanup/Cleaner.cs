namespace SecurityPortal.Platform.BackgroundJobs.Cleanup;

/// <summary>
/// Deletes what nobody needs any more, in batches so small that nobody waits for one; between two of them the person who
/// writes in the meantime has a turn. Several nodes may do it at once.
/// </summary>
internal sealed class Cleaner(
    IDbContextFactory<PortalDbContext> factory, IEnumerable<IExpiredRows> kinds, TimeProvider clock) : ITimedWork
{
    /// <summary>Rows of one batch.</summary>
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
