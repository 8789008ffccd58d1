namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>When a person was last offered a passkey, and what they said.</summary>
internal sealed class PasskeyOffered
{
    public required string UserId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The session that it is shown in until it is answered; null once it was.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>"Don't ask again".</summary>
    public bool IsDeclined { get; init; }
}
