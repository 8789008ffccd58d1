namespace SecurityPortal.Audit;

/// <summary>Walks the whole chain and says where it breaks (ASVS 16.4.2).</summary>
internal sealed class AuditLogVerifier(IDbContextFactory<PortalDbContext> factory, AuditLogChain chain)
{
    /// <summary>
    /// Verifies the log. If the whole log was replaced by an older copy, with its head and key, it still verifies; only
    /// comparing it with a head that was kept elsewhere shows that.
    /// </summary>
    /// <param name="since">A head that was kept elsewhere, from which the log must have grown.</param>
    public async Task<LogCheck> VerifyAsync(LogAnchor? since = null, CancellationToken cancellationToken = default)
    {
        var check = await WalkAsync(cancellationToken);
        return check is LogCheck.Intact intact && since is not null ? await CompareAsync(intact, since, cancellationToken) : check;
    }

    private async Task<LogCheck> CompareAsync(LogCheck.Intact intact, LogAnchor since, CancellationToken cancellationToken)
    {
        if (since.Sequence > intact.Last)
        {
            return new LogCheck.Broken(intact.Last + 1, LogBreak.EndCutOff);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var hash = since.Sequence >= intact.First
            ? await db.Set<AuditLogEntry>().Where(entry => entry.Sequence == since.Sequence).Select(entry => entry.Hash)
                .SingleOrDefaultAsync(cancellationToken)
            : await db.Set<AuditLogHead>().Where(head => head.CutSequence == since.Sequence).Select(head => head.CutHash)
                .SingleOrDefaultAsync(cancellationToken);
        return hash is null ? new LogCheck.TooOld(since.Sequence)
            : Same(hash, since.Hash) ? intact
            : new LogCheck.Broken(since.Sequence, LogBreak.EntryChanged);
    }

    private async Task<LogCheck> WalkAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var entries = db.Set<AuditLogEntry>().AsNoTracking();

        // Read the newest entry before the head, so that an entry appended in between does not look inserted.
        var newest = await entries.MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        var head = await db.Set<AuditLogHead>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (newest == 0 && head?.Sequence is null or 0 && (head is null || !chain.IsSealed(head)))
        {
            return new LogCheck.Broken(1, LogBreak.EndCutOff);
        }

        if (head is null || !chain.IsSealed(head))
        {
            return new LogCheck.Broken(head?.Sequence ?? 0, LogBreak.HeadChanged);
        }

        var walk = new ChainWalk(chain, head.CutSequence, head.CutHash);
        await foreach (var entry in entries.Where(entry => entry.Sequence <= head.Sequence)
            .OrderBy(entry => entry.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (walk.Take(entry) is { } broken)
            {
                return broken;
            }
        }

        if (walk.Sequence < head.Sequence)
        {
            return new LogCheck.Broken(walk.Sequence + 1, LogBreak.EndCutOff);
        }

        if (newest > head.Sequence)
        {
            return new LogCheck.Broken(head.Sequence + 1, LogBreak.EntryInserted);
        }

        return Same(walk.Hash, head.Hash)
            ? new LogCheck.Intact(head.CutSequence + 1, head.Sequence, new(head.Sequence, head.Hash))
            : new LogCheck.Broken(head.Sequence, LogBreak.HeadChanged);
    }

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}
