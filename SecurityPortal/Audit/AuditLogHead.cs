namespace SecurityPortal.Audit;

/// <summary>The number and hash of the newest entry, stored separately so that a truncated log is detected.</summary>
internal sealed class AuditLogHead
{
    public const int TheOnlyId = 1;

    public required int Id { get; init; }

    public required long Sequence { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>The newest entry that was deleted for its age, and its hash: the chain continues from there.</summary>
    public long CutSequence { get; set; }

    public byte[] CutHash { get; set; } = [];

    /// <summary>
    /// Keyed hash over all of this. Empty until the database has its key, and after an entry was appended to a head that
    /// was not sealed.
    /// </summary>
    public byte[] Seal { get; set; } = [];
}
