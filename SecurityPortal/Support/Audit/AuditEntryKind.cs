namespace SecurityPortal.Support.Audit;

/// <summary>Kinds of entries.</summary>
public enum AuditEntryKind
{
    /// <summary>All that support did.</summary>
    Support,

    /// <summary>What was asked for, decided and done.</summary>
    Actions,

    /// <summary>What agents were refused.</summary>
    Denied,
    Everything,
}
