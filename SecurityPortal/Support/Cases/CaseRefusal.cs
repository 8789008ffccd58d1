namespace SecurityPortal.Support.Cases;

/// <param name="Number">The number of the case.</param>
public sealed record CaseRefusal(long Number, SupportFault Fault);
