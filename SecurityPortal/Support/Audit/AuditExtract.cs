namespace SecurityPortal.Support.Audit;

/// <summary>An export that may be written out.</summary>
/// <param name="Last">The newest entry in it: those that come while it is written are not.</param>
/// <param name="At">When it was begun.</param>
internal sealed record AuditExtract(AuditExportFormat Format, AuditFilter Filter, long Last, DateTimeOffset At)
{
    public string FileName => string.Create(
        CultureInfo.InvariantCulture, $"securityportal-log-{At.UtcDateTime:yyyy-MM-dd-HHmm}.{(Format == AuditExportFormat.Csv ? "csv" : "jsonl")}");
}
