namespace SecurityPortal.Audit;

/// <summary>Configuration section <c>ActivityLog</c>.</summary>
internal sealed class AuditLogOptions
{
    /// <summary>How long entries are kept; zero keeps them for good.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(730);
}
