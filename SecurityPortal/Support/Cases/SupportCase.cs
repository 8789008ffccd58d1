namespace SecurityPortal.Support.Cases;

/// <summary>A person's problem, from the call to its end. Every action for a person is taken in a case.</summary>
internal sealed class SupportCase
{
    public const int MaxTicket = 64;
    public const int MaxReason = 500;

    public required Guid Id { get; init; }

    /// <summary>The number by which people refer to the case.</summary>
    public required long Number { get; init; }

    /// <summary>The id of the person that the case is about.</summary>
    public required string UserId { get; init; }

    /// <summary>The id of the agent; null when the person's own "This wasn't me" opened it.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>The reference in the ticket system.</summary>
    public required string Ticket
    {
        get;
        init
        {
            field = value;
            TicketKey = KeyOf(value);
        }
    }

    /// <summary>The ticket in upper case, as it is searched for.</summary>
    public string TicketKey { get; private init; } = "";

    public required string Reason { get; init; }

    /// <summary>What the caller reported as lost or stolen.</summary>
    public LostThings Lost { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>The id of the agent or lead who works on it; null when nobody does.</summary>
    public string? AssignedTo { get; set; }

    public DateTimeOffset? AssignedAt { get; set; }

    public CasePriority Priority { get; set; } = CasePriority.Normal;

    /// <summary>When it is due, by its priority.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The case of the same person that continues in its place; null when it is not a duplicate.</summary>
    public Guid? DuplicateOf { get; set; }

    /// <summary>The alarm; null when there is none.</summary>
    public CaseAlarm? Alarm { get; set; }

    /// <summary>When the alarm was last raised.</summary>
    public DateTimeOffset? AlarmAt { get; set; }

    /// <summary>The urgency; see <see cref="CaseUrgencies"/>.</summary>
    public CaseUrgency Urgency { get; set; } = CaseUrgency.Quiet;

    public static string KeyOf(string ticket) => ticket.ToUpperInvariant();
}
