using System.Security.Cryptography;

namespace SecurityPortal.Audit;

/// <summary>Goes from entry to entry, and says at which one the chain breaks.</summary>
/// <param name="sequence">The entry that the walk starts behind: the newest that was dropped for its age.</param>
/// <param name="hash">The hash of that entry.</param>
internal sealed class ChainWalk(AuditLogChain chain, long sequence, byte[] hash)
{
    /// <summary>The last entry that fits, and its hash.</summary>
    public long Sequence { get; private set; } = sequence;

    /// <inheritdoc cref="Sequence"/>
    public byte[] Hash { get; private set; } = hash;

    /// <summary>Takes the next entry in the order of their numbers; the break, or null when it fits.</summary>
    public LogCheck.Broken? Take(AuditLogEntry entry)
    {
        if (entry.Sequence != Sequence + 1)
        {
            return entry.Sequence <= Sequence
                ? new(entry.Sequence, LogBreak.EntryInserted)
                : new(Sequence + 1, LogBreak.EntryMissing);
        }

        if (!CryptographicOperations.FixedTimeEquals(entry.Hash, chain.Of(Hash, entry)))
        {
            return new(entry.Sequence, LogBreak.EntryChanged);
        }

        (Sequence, Hash) = (entry.Sequence, entry.Hash);
        return null;
    }
}
