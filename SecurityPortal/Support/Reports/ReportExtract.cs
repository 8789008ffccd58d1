namespace SecurityPortal.Support.Reports;

/// <summary>An export that may be written out.</summary>
/// <param name="At">When it was begun.</param>
internal sealed record ReportExtract(ReportRequest Wish, DateTimeOffset At)
{
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"securityportal-{(Wish.Gap is null ? "figures" : "unprotected")}-{At.UtcDateTime:yyyy-MM-dd-HHmm}.csv");
}
