namespace SecurityPortal.Support.Cases;

/// <summary>Which cases to list.</summary>
/// <param name="UserId">Only cases about this person; null for all.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="AssignedTo">Only cases assigned to the agent with this id; null for all.</param>
public sealed record CaseListRequest(
    CaseFilter Filter = CaseFilter.Open, string? UserId = null, CaseSort Sort = CaseSort.Urgent, int Page = 1, string? AssignedTo = null);
