namespace SecurityPortal.Audit;

/// <summary>Configuration section <c>ActivityLog</c>.</summary>
internal sealed class AuditLogOptions
{
    /// <summary>How long entries of the audit log are kept. 0 keeps them for good.</summary>
    /// <value>0, or at least 30.00:00:00</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(730);
}
