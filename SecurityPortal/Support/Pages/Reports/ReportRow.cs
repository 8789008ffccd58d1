namespace SecurityPortal.Support.Pages.Reports;

/// <summary>A row of a report's table.</summary>
/// <param name="Figures">The figures, each with the URL of the list behind it; null when there is none.</param>
public sealed record ReportRow(string Name, IReadOnlyList<(int Count, string? List)> Figures);
