namespace SecurityPortal.Support.Cases;

/// <summary>The result of a change of a list.</summary>
/// <param name="Done">Cases in which it was done.</param>
/// <param name="Refused">Those in which it was not, and why.</param>
/// <param name="Fault">Why it went no further; null when it went through.</param>
public sealed record CaseBatchResult(int Done, IReadOnlyList<CaseRefusal> Refused, SupportFault? Fault);
