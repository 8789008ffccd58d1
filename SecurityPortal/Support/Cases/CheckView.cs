namespace SecurityPortal.Support.Cases;

public sealed record CheckView(
    Guid Id, CheckKind Kind, CheckState State, string Hint, string? SeenBy, string By, DateTimeOffset At, bool Counts, bool IsLost)
{
    /// <summary>How often a code that was sent may still be typed; null for checks without one.</summary>
    public int? TriesLeft { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it passed or failed.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}
