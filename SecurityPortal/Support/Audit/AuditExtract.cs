namespace SecurityPortal.Support.Audit;

/// <summary>An export that is allowed and ready to be written.</summary>
/// <param name="Last">The sequence number of its newest entry; entries added while it is written are left out.</param>
/// <param name="At">When the export began.</param>
internal sealed record AuditExtract(AuditExportFormat Format, AuditFilter Filter, long Last, DateTimeOffset At)
{
    public string FileName => string.Create(
        CultureInfo.InvariantCulture, $"securityportal-log-{At.UtcDateTime:yyyy-MM-dd-HHmm}.{(Format == AuditExportFormat.Csv ? "csv" : "jsonl")}");
}
