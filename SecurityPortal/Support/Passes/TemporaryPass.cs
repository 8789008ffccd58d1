namespace SecurityPortal.Support.Passes;

/// <summary>
/// Stands in for the second step once, beside the password, and leads to a new method and nothing else (ASVS 6.4.1,
/// 6.4.6; NIST 800-63B-4 4.2.2.2: a code that was sent is not enough by itself).
/// </summary>
internal sealed class TemporaryPass
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required long CaseNumber { get; init; }

    /// <summary>The action that it was issued by.</summary>
    public required Guid ActionId { get; init; }

    /// <summary>Identity's mark of what protected the account when the pass was made: void with a new password (R15).</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>Keyed hash of the code; empty until the page has shown it.</summary>
    public required byte[] CodeHash { get; set; }

    /// <summary>The hash of the token of the page that shows the code once; null when the code was sent itself.</summary>
    public byte[]? PageHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the page showed it.</summary>
    public DateTimeOffset? ShownAt { get; set; }

    /// <summary>When it was used, or voided.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether it was used.</summary>
    public bool IsUsed { get; set; }
}
