namespace SecurityPortal.Support.Audit;

/// <summary>A log entry with the names of those involved.</summary>
public sealed record SupportAuditEntry
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string UserId { get; init; }

    public required string Person { get; init; }

    public required string Actor { get; init; }

    public string? CaseNumber { get; init; }

    public required string Event { get; init; }

    public required string Detail { get; init; }

    public required string Address { get; init; }

    public required string UserAgent { get; init; }
}
