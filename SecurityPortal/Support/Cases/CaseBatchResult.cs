namespace SecurityPortal.Support.Cases;

/// <summary>The result of a batch.</summary>
/// <param name="Done">The number of cases that were changed.</param>
/// <param name="Refused">The cases that were not changed, and why.</param>
/// <param name="Fault">Why the batch did not start or stopped early; null when it ran to the end.</param>
public sealed record CaseBatchResult(int Done, IReadOnlyList<CaseRefusal> Refused, SupportFault? Fault);
