namespace SecurityPortal.Support.Audit;

/// <summary>An entry of the log with its names.</summary>
public sealed record SupportAuditEntry(
    long Sequence, DateTimeOffset At, string UserId, string Person, string Actor, string? CaseNumber, string Event, string Detail,
    string Address, string UserAgent);
