namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>When a person was last offered a passkey, and their answer.</summary>
internal sealed class PasskeyOffered
{
    public required string UserId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The session that shows the offer until it is answered; null once it has been.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Whether the person chose "Don't ask again".</summary>
    public bool IsDeclined { get; init; }
}
