namespace SecurityPortal.Support.Cases;

/// <summary>Which cases to list.</summary>
/// <param name="UserId">Those of one person; null for everybody's.</param>
/// <param name="Page">From 1.</param>
/// <param name="AssignedTo">Those of one agent, by id; null for everybody's.</param>
public sealed record CaseListRequest(
    CaseFilter Filter = CaseFilter.Open, string? UserId = null, CaseSort Sort = CaseSort.Urgent, int Page = 1, string? AssignedTo = null);
