namespace SecurityPortal.Audit;

/// <summary>Something that happened, before it is an entry.</summary>
internal sealed record AuditEvent(string UserId, AuditEventType Event, string Detail = "")
{
    public string Actor { get; init; } = AuditActors.Self;

    public string Address { get; init; } = "";

    public string UserAgent { get; init; } = "";
}
