namespace SecurityPortal.Support.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseLine(
    Guid Id, long Number, string UserId, string Person, string Ticket, string? OpenedBy, DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt, DateTimeOffset? ClosedAt, CaseStage Stage)
{
    /// <summary>What the person raised the alarm by; null when they did not, or the case is closed.</summary>
    public CaseAlarm? Alarm { get; init; }

    public DateTimeOffset? AlarmAt { get; init; }

    /// <summary>Who works on it, by id; null when nobody does.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>The same by name.</summary>
    public string? Assignee { get; init; }

    public CasePriority Priority { get; init; }

    /// <summary>Until when it should be done.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
