namespace SecurityPortal.Support.Reports;

/// <param name="Undecided">Requests that no lead decided in time.</param>
/// <param name="Median">The median time from request to decision; null when there are no decisions.</param>
/// <param name="Longest">The longest time from request to decision.</param>
public sealed record ApprovalFigure(
    int Waiting, int Approved, int Refused, int Undecided, int Withdrawn, int Stopped, TimeSpan? Median, TimeSpan? Longest);
