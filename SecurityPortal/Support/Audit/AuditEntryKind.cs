namespace SecurityPortal.Support.Audit;

/// <summary>Kinds of entries.</summary>
public enum AuditEntryKind
{
    /// <summary>Everything that support did.</summary>
    Support,

    /// <summary>Requests, decisions and completed actions.</summary>
    Actions,

    /// <summary>Refusals.</summary>
    Denied,
    Everything,
}
