namespace SecurityPortal.Audit;

/// <summary>
/// Computes the keyed hashes that chain the log together. Nobody can make one without the key, which a copy of the database
/// does not reveal.
/// </summary>
internal sealed class AuditLogChain(KeyedHash keyedHash)
{
    /// <summary>Returns the hash of an entry that follows one with the hash <paramref name="previous"/>.</summary>
    public byte[] Of(byte[] previous, AuditLogEntry entry) => keyedHash.Of(
        "activity-log",
        Convert.ToHexString(previous),
        Text(entry.Sequence),
        Text(entry.At.ToUnixTimeMilliseconds()),
        entry.UserId,
        entry.Actor,
        entry.Event,
        entry.Detail,
        entry.Address,
        entry.UserAgent);

    /// <summary>Returns the seal over where the log begins and ends.</summary>
    public byte[] Seal(AuditLogHead head) => keyedHash.Of(
        "activity-log-head",
        Text(head.Sequence),
        Convert.ToHexString(head.Hash),
        Text(head.CutSequence),
        Convert.ToHexString(head.CutHash));

    /// <summary>Returns whether the head is as the portal wrote it.</summary>
    public bool IsSealed(AuditLogHead head) => CryptographicOperations.FixedTimeEquals(head.Seal, Seal(head));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
