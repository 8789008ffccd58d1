namespace SecurityPortal.Messaging.Notifications;

/// <summary>A notification that was sent to a person, with the hash of the token of its "This wasn't me" link.</summary>
internal sealed class NotificationRecord
{
    /// <summary>The kind of the link's token.</summary>
    public const string LinkToken = "notice";

    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required byte[] TokenHash { get; init; }

    /// <summary>The subject, in the language of the message.</summary>
    public required string Subject { get; init; }

    /// <summary>The lines, one paragraph each. Like the audit log, they never contain a secret, a code or a full number.</summary>
    public required string Text { get; init; }

    /// <summary>The change that can be undone; see <see cref="ISecurityNotification.Undo"/>.</summary>
    public string? Undo { get; init; }

    /// <summary>Whether the portal lists it. Copies to an old address or by text message are not listed again.</summary>
    public required bool IsListed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the link expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the link was used; it works once.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }
}
