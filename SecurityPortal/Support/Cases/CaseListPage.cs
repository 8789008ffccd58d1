namespace SecurityPortal.Support.Cases;

/// <summary>A page of a list of cases.</summary>
/// <param name="Total">The number of cases on all pages.</param>
/// <param name="Fault">Why the list cannot be shown.</param>
public sealed record CaseListPage(IReadOnlyList<CaseLine> Lines, int Total, SupportFault? Fault)
{
    public int Pages => Math.Max(1, (Total + CaseQueue.PageSize - 1) / CaseQueue.PageSize);
}
