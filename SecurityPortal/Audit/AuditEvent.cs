namespace SecurityPortal.Audit;

/// <summary>An event, before it becomes a log entry.</summary>
internal sealed record AuditEvent(string UserId, AuditEventType Event, string Detail = "")
{
    public string Actor { get; init; } = AuditActors.Self;

    public string Address { get; init; } = "";

    public string UserAgent { get; init; } = "";
}
