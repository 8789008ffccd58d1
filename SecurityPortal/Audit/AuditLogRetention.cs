namespace SecurityPortal.Audit;

/// <summary>
/// Drops the oldest entries once they are past their time, and seals the chain again at the cut. Each is checked first: an
/// entry that was tampered with stays, for dropping it would make the log whole again.
/// </summary>
internal sealed class AuditLogRetention(
    IDbContextFactory<PortalDbContext> factory, AuditLogChain chain, IOptions<AuditLogOptions> options, TimeProvider clock,
    ILogger<AuditLogRetention> logger)
{
    /// <summary>Entries that go in one transaction; whoever writes to the log waits for it.</summary>
    internal const int Piece = 2_000;

    /// <summary>The number of entries that went. Where the log is broken none go, and the operator's log says so (4002).</summary>
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

        // In the order of their numbers and not of their times: a time that was set back brings no entry forward.
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
