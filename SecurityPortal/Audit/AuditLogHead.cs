namespace SecurityPortal.Audit;

/// <summary>The newest entry's number and hash, kept apart so that a cut-off end is found.</summary>
internal sealed class AuditLogHead
{
    public const int TheOnlyId = 1;

    public required int Id { get; init; }

    public required long Sequence { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>The newest entry that was dropped for its age, and its hash: the chain goes on from there.</summary>
    public long CutSequence { get; set; }

    public byte[] CutHash { get; set; } = [];

    /// <summary>Keyed hash over all of this; empty only until the database has its key.</summary>
    public byte[] Seal { get; set; } = [];
}
