namespace SecurityPortal.Support.Reports;

/// <param name="Undecided">Those that no lead decided in time.</param>
/// <param name="Median">From asking to deciding, half of the decisions took no longer; null without any.</param>
/// <param name="Longest">The longest of them.</param>
public sealed record ApprovalFigure(
    int Waiting, int Approved, int Refused, int Undecided, int Withdrawn, int Stopped, TimeSpan? Median, TimeSpan? Longest);
