namespace SecurityPortal.Support.Reports;

/// <summary>The report to export.</summary>
/// <param name="Gap">The gap of the people to export; null for the figures of a period.</param>
/// <param name="Role">Only those with this role; null for everyone.</param>
/// <param name="Days">The period of the figures.</param>
public sealed record ReportRequest(ProtectionGap? Gap = null, string? Role = null, int Days = 30);
