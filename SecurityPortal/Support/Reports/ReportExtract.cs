namespace SecurityPortal.Support.Reports;

/// <summary>An export that is allowed and ready to be written.</summary>
/// <param name="At">When the export began.</param>
internal sealed record ReportExtract(ReportRequest Wish, DateTimeOffset At)
{
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"securityportal-{(Wish.Gap is null ? "figures" : "unprotected")}-{At.UtcDateTime:yyyy-MM-dd-HHmm}.csv");
}
