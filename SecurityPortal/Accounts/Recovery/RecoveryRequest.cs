namespace SecurityPortal.Accounts.Recovery;

/// <summary>A person's request to get back in without any of their methods: a wait, then a link.</summary>
internal sealed class RecoveryRequest
{
    /// <summary>The kind of the link's token.</summary>
    public const string LinkToken = "recovery";

    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>
    /// The account's security stamp when the request was made. A new password changes it and so voids the wait and the link
    /// (R15).
    /// </summary>
    public string? SecurityStamp { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When the wait ends; nothing happens before.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public RecoveryState State { get; set; }

    /// <summary>The hash of the link's token; null until the link is sent.</summary>
    public byte[]? TokenHash { get; set; }

    /// <summary>Until when the link works; null until it is sent.</summary>
    public DateTimeOffset? LinkExpiresAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
