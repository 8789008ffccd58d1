namespace SecurityPortal.Support.Cases;

/// <summary>A saved view as a page lists it.</summary>
public sealed record SavedCaseViewLine(Guid Id, string Name, CaseListRequest Request);
