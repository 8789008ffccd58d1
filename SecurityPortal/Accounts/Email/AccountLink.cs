namespace SecurityPortal.Accounts.Email;

/// <summary>A link sent by email. The email holds a random token; this row holds only its hash.</summary>
internal sealed class AccountLink
{
    public required Guid Id { get; init; }

    public required byte[] TokenHash { get; init; }

    public required AccountLinkPurpose Purpose { get; init; }

    /// <summary>The id of the account's owner; null if there is no account yet.</summary>
    public string? UserId { get; init; }

    /// <summary>The address that the link is sent to and therefore confirms.</summary>
    public required string Email { get; init; }

    /// <summary>
    /// The account's security stamp when the link was made. A new password or address changes the stamp and so voids the
    /// link.
    /// </summary>
    public string? SecurityStamp { get; init; }

    /// <summary>The session that requested the link; it survives when the link ends all others.</summary>
    public Guid? SessionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
