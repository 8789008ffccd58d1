namespace SecurityPortal.OpenId;

/// <summary>
/// One portal session at one client: what the sign-in there depends on, and whom to notify when the session ends. It has no
/// foreign key to either, because the client is also notified when an account is deleted.
/// </summary>
internal sealed class ApplicationSession
{
    public required Guid Id { get; init; }

    /// <summary>The portal's session; tokens carry it as <c>sid</c>.</summary>
    public required Guid SessionId { get; init; }

    public required string ClientId { get; init; }

    public required string UserId { get; init; }

    /// <summary>The authorization that all tokens of this session at this client belong to.</summary>
    public required string AuthorizationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>Refreshes that the audit log does not contain yet (see <c>ApplicationAudit</c>).</summary>
    public int UnnotedRefreshes { get; set; }

    /// <summary>When refreshes were last recorded in the audit log.</summary>
    public DateTimeOffset? RefreshesNotedAt { get; set; }

    /// <summary>
    /// When the portal noticed that the session had ended; from then on a logout token is due, unless the session lapsed.
    /// </summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// When the logout token is sent next; while a node is sending it, when another node may take over. Null when there is
    /// nothing to send.
    /// </summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}
