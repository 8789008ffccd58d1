namespace SecurityPortal.Support.Cases;

public sealed record CheckView
{
    public required Guid Id { get; init; }

    public required CheckKind Kind { get; init; }

    public required CheckState State { get; init; }

    public required string Hint { get; init; }

    public string? SeenBy { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool Counts { get; init; }

    public required bool IsLost { get; init; }

    /// <summary>How often a code that was sent may still be typed; null for checks without one.</summary>
    public int? TriesLeft { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it passed or failed.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}
