namespace SecurityPortal.Support.Pages.Reports;

/// <summary>A row of a report's table.</summary>
/// <param name="Figures">Each with the address of the list behind it; null when there is none.</param>
public sealed record ReportRow(string Name, IReadOnlyList<(int Count, string? List)> Figures);
