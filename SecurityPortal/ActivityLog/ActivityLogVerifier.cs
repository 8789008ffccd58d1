using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;

namespace SecurityPortal.ActivityLog;

/// <summary>Walks the whole chain and says where it breaks (ASVS 16.4.2).</summary>
internal sealed class ActivityLogVerifier(IDbContextFactory<PortalDbContext> factory, ActivityChain chain)
{
    public async Task<LogCheck> VerifyAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var entries = db.Set<ActivityEntry>().AsNoTracking();

        // The newest entry before the head: what is appended meanwhile is behind both.
        var newest = await entries.MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        var head = await db.Set<ActivityLogHead>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (head is null)
        {
            return new LogCheck.Broken(0, LogBreak.HeadChanged);
        }

        var isNew = head is { Sequence: 0, CutSequence: 0, Seal.Length: 0 };
        if (!isNew && !Same(head.Seal, chain.Seal(head)))
        {
            return new LogCheck.Broken(head.Sequence, LogBreak.HeadChanged);
        }

        var (sequence, hash) = (head.CutSequence, head.CutHash);
        await foreach (var entry in entries.Where(entry => entry.Sequence <= head.Sequence)
            .OrderBy(entry => entry.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (entry.Sequence != sequence + 1)
            {
                return entry.Sequence <= sequence
                    ? new LogCheck.Broken(entry.Sequence, LogBreak.EntryInserted)
                    : new LogCheck.Broken(sequence + 1, LogBreak.EntryMissing);
            }

            if (!Same(entry.Hash, chain.Of(hash, entry)))
            {
                return new LogCheck.Broken(entry.Sequence, LogBreak.EntryChanged);
            }

            (sequence, hash) = (entry.Sequence, entry.Hash);
        }

        if (sequence < head.Sequence)
        {
            return new LogCheck.Broken(sequence + 1, LogBreak.EndCutOff);
        }

        if (newest > head.Sequence)
        {
            return new LogCheck.Broken(head.Sequence + 1, LogBreak.EntryInserted);
        }

        return Same(hash, head.Hash)
            ? new LogCheck.Intact(head.CutSequence + 1, head.Sequence, Convert.ToHexStringLower(head.Hash))
            : new LogCheck.Broken(head.Sequence, LogBreak.HeadChanged);
    }

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}

/// <summary>What the walk found.</summary>
internal abstract record LogCheck
{
    private LogCheck()
    {
    }

    /// <param name="Head">The newest hash; kept elsewhere, it shows later that nothing up to here was exchanged.</param>
    public sealed record Intact(long First, long Last, string Head) : LogCheck;

    /// <param name="Sequence">The entry at which the chain breaks.</param>
    public sealed record Broken(long Sequence, LogBreak Break) : LogCheck;
}

/// <summary>How a chain breaks.</summary>
internal enum LogBreak
{
    EntryChanged,
    EntryMissing,
    EntryInserted,
    EndCutOff,
    HeadChanged,
}
