namespace SecurityPortal.OpenId;

/// <summary>
/// One session of the portal at one client: what a sign-in there hangs on, and whom to tell when the session ends. Without a
/// foreign key to either, since the client is told of the end of a deleted account too.
/// </summary>
internal sealed class ApplicationSession
{
    public required Guid Id { get; init; }

    /// <summary>The portal's session, which is the <c>sid</c> in tokens.</summary>
    public required Guid SessionId { get; init; }

    public required string ClientId { get; init; }

    public required string UserId { get; init; }

    /// <summary>The authorization that all tokens of this session at this client belong to.</summary>
    public required string AuthorizationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>Refreshes that no entry of the log tells of yet (see <c>ApplicationAudit</c>).</summary>
    public int UnnotedRefreshes { get; set; }

    /// <summary>When an entry of the log last told of refreshes.</summary>
    public DateTimeOffset? RefreshesNotedAt { get; set; }

    /// <summary>When its end was seen; from then on a logout token is due.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the logout token is sent next, or by when a node that is at it must be through. Null when there is nothing to send.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}
