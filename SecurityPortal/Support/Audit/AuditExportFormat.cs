namespace SecurityPortal.Support.Audit;

/// <summary>How the log is written out.</summary>
public enum AuditExportFormat
{
    Csv,
    JsonLines,
}
