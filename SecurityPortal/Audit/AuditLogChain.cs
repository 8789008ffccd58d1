using System.Security.Cryptography;

namespace SecurityPortal.Audit;

/// <summary>The keyed hashes that hold the log together. Without the key, which a copy of the database does not give away, none can be made.</summary>
internal sealed class AuditLogChain(KeyedHash keyedHash)
{
    /// <summary>The hash of an entry that follows one with the hash <paramref name="previous"/>.</summary>
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

    /// <summary>The seal of where the log begins and ends.</summary>
    public byte[] Seal(AuditLogHead head) => keyedHash.Of(
        "activity-log-head",
        Text(head.Sequence),
        Convert.ToHexString(head.Hash),
        Text(head.CutSequence),
        Convert.ToHexString(head.CutHash));

    /// <summary>Whether the head is as the portal left it.</summary>
    public bool IsSealed(AuditLogHead head) => CryptographicOperations.FixedTimeEquals(head.Seal, Seal(head));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
