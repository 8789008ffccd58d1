namespace SecurityPortal.Accounts.Email;

/// <summary>A link that was sent by mail. The mail holds a random token, of which only the hash is here.</summary>
internal sealed class AccountLink
{
    public required Guid Id { get; init; }

    public required byte[] TokenHash { get; init; }

    public required AccountLinkPurpose Purpose { get; init; }

    /// <summary>The id of the person whose account it is; null where there is none yet.</summary>
    public string? UserId { get; init; }

    /// <summary>The address that the link proves.</summary>
    public required string Email { get; init; }

    /// <summary>The account's security stamp at the time: a change of password or address voids older links.</summary>
    public string? SecurityStamp { get; init; }

    /// <summary>The session that asked for it, which outlives what the link does.</summary>
    public Guid? SessionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
