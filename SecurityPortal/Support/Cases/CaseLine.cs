namespace SecurityPortal.Support.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseLine
{
    public required Guid Id { get; init; }

    public required long Number { get; init; }

    public required string UserId { get; init; }

    public required string Person { get; init; }

    public required string Ticket { get; init; }

    public string? OpenedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public required CaseStage Stage { get; init; }

    /// <summary>The alarm; null when there is none or the case is closed.</summary>
    public CaseAlarm? Alarm { get; init; }

    public DateTimeOffset? AlarmAt { get; init; }

    /// <summary>The id of the agent who works on it; null when nobody does.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>The name of that agent.</summary>
    public string? Assignee { get; init; }

    public CasePriority Priority { get; init; }

    /// <summary>When the case is due.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
