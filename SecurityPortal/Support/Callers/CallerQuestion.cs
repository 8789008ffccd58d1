namespace SecurityPortal.Support.Callers;

/// <summary>Support's question whether the person is on the phone.</summary>
/// <param name="CaseNumber">The number of the case, which the agent can tell them.</param>
public sealed record CallerQuestion(Guid Id, long CaseNumber, DateTimeOffset At);
