namespace SecurityPortal.Audit;

/// <summary>Walks the chain from entry to entry and says where it breaks.</summary>
/// <param name="sequence">The entry after which the walk starts: the newest that was deleted for its age.</param>
/// <param name="hash">The hash of that entry.</param>
internal sealed class ChainWalk(AuditLogChain chain, long sequence, byte[] hash)
{
    /// <summary>The last entry that fits into the chain, and its hash.</summary>
    public long Sequence { get; private set; } = sequence;

    /// <inheritdoc cref="Sequence"/>
    public byte[] Hash { get; private set; } = hash;

    /// <summary>Checks the next entry, in order of number. Returns the break, or null if the entry fits.</summary>
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
