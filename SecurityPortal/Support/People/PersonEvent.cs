namespace SecurityPortal.Support.People;

/// <param name="CaseNumber">The case, for what support did.</param>
public sealed record PersonEvent(long Sequence, DateTimeOffset At, string Event, string Detail, string Actor, string? CaseNumber);
