using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;

namespace SecurityPortal.ActivityLog;

/// <summary>Drops the oldest entries once they are past their time, and seals the chain anew at the cut.</summary>
internal sealed class ActivityLogRetention(
    IDbContextFactory<PortalDbContext> factory, ActivityChain chain, IOptions<ActivityLogOptions> options, TimeProvider clock)
{
    /// <summary>The number of entries that went.</summary>
    public async Task<int> CutAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.Retention == TimeSpan.Zero)
        {
            return 0;
        }

        var oldest = clock.GetUtcNow() - options.Value.Retention;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var head = await ActivityLogWriter.LockHeadAsync(db, append: 0, cancellationToken);
        var keep = await db.Set<ActivityEntry>().Where(entry => entry.At >= oldest)
            .MinAsync(entry => (long?)entry.Sequence, cancellationToken) ?? head.Sequence + 1;
        if (keep <= head.CutSequence + 1
            || !chain.IsSealed(head)
            || await db.Set<ActivityEntry>().AsNoTracking().FirstOrDefaultAsync(
                entry => entry.Sequence == keep - 1, cancellationToken) is not { } last)
        {
            return 0;
        }

        (head.CutSequence, head.CutHash) = (last.Sequence, last.Hash);
        await ActivityLogWriter.WriteHeadAsync(db, head, chain.Seal(head), cancellationToken);
        var cut = await db.Set<ActivityEntry>().Where(entry => entry.Sequence < keep).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return cut;
    }
}

/// <summary>Does it once an hour.</summary>
internal sealed class ActivityLogCutter(ActivityLogRetention retention, TimeProvider clock, ILogger<ActivityLogCutter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await retention.CutAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.CutFailed(exception);
            }
        }
    }
}
