namespace SecurityPortal.Audit;

/// <summary>Whether the person should take note of an entry.</summary>
internal enum AuditSeverity
{
    Notice,
    Warning,
}
