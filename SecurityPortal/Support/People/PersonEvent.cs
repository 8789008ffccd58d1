namespace SecurityPortal.Support.People;

/// <param name="CaseNumber">The number of the case, if the event belongs to one.</param>
public sealed record PersonEvent(long Sequence, DateTimeOffset At, string Event, string Detail, string Actor, string? CaseNumber);
