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

    /// <summary>How many attempts are left at a code or number; null for checks without one.</summary>
    public int? TriesLeft { get; init; }

    /// <summary>When the code or number expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the check passed, failed or was replaced.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}
