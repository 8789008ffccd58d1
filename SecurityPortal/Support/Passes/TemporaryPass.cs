namespace SecurityPortal.Support.Passes;

/// <summary>
/// Stands in for the second step once, after the password, and allows only the enrolment of a new method (ASVS 6.4.1,
/// 6.4.6; NIST 800-63B-4 4.2.2.2: a code that was sent is not enough by itself).
/// </summary>
internal sealed class TemporaryPass
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required long CaseNumber { get; init; }

    /// <summary>The action that issued it.</summary>
    public required Guid ActionId { get; init; }

    /// <summary>The person's security stamp when the pass was made: a new password changes it, which voids the pass (R15).</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>Keyed hash of the code; empty until the page has shown it.</summary>
    public required byte[] CodeHash { get; set; }

    /// <summary>The hash of the token of the page that shows the code once; null when the code itself was sent.</summary>
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
