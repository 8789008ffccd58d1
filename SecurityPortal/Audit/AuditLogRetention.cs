namespace SecurityPortal.Audit;

/// <summary>
/// Deletes the oldest entries once their retention is over, and seals the chain again at the cut. Each entry is verified
/// first: one that was tampered with stays, because deleting it would make the log look intact again.
/// </summary>
internal sealed class AuditLogRetention(
    IDbContextFactory<PortalDbContext> factory, AuditLogChain chain, IOptions<AuditLogOptions> options, TimeProvider clock,
    ILogger<AuditLogRetention> logger)
{
    /// <summary>Entries deleted in one transaction; writers to the log wait for it.</summary>
    internal const int Piece = 2_000;

    /// <summary>
    /// Deletes expired entries and returns how many. Where it finds the log broken, it deletes no more and says so in the
    /// operator's log (4002).
    /// </summary>
    public async Task<int> CutAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.Retention == TimeSpan.Zero)
        {
            return 0;
        }

        var (oldest, all, cut) = (clock.GetUtcNow() - options.Value.Retention, 0, 0);
        do
        {
            cut = await CutPieceAsync(oldest, cancellationToken);
            all += cut;
        }
        while (cut == Piece);
        return all;
    }

    private async Task<int> CutPieceAsync(DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var head = await AuditLogWriter.LockHeadAsync(db, append: 0, cancellationToken);
        if (!chain.IsSealed(head))
        {
            logger.NothingIsDropped(head.Sequence);
            return 0;
        }

        // In order of number, not of time: an entry whose time was set back is not deleted ahead of earlier entries.
        var walk = new ChainWalk(chain, head.CutSequence, head.CutHash);
        await foreach (var entry in db.Set<AuditLogEntry>().AsNoTracking().OrderBy(entry => entry.Sequence).Take(Piece)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (walk.Take(entry) is { } broken)
            {
                logger.NothingIsDropped(broken.Sequence);
                return 0;
            }

            if (entry.At >= oldest)
            {
                break;
            }

            (head.CutSequence, head.CutHash) = (walk.Sequence, walk.Hash);
        }

        var cut = await db.Set<AuditLogEntry>().Where(entry => entry.Sequence <= head.CutSequence).ExecuteDeleteAsync(cancellationToken);
        if (cut > 0)
        {
            await AuditLogWriter.WriteHeadAsync(db, head, chain.Seal(head), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return cut;
    }
}
