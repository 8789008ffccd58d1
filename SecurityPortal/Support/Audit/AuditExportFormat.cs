namespace SecurityPortal.Support.Audit;

/// <summary>The file format of an export.</summary>
public enum AuditExportFormat
{
    Csv,
    JsonLines,
}
