namespace SecurityPortal.Audit;

/// <summary>What the detail of an entry holds, which stands in the log in words of the program.</summary>
internal enum AuditDetail
{
    None,

    /// <summary>What somebody typed, a name, a number or where something was sent: said as it is.</summary>
    Typed,

    /// <summary>The ids of methods, with commas between them.</summary>
    Methods,

    /// <summary>The steps of a sign-in, with commas between them.</summary>
    Steps,

    /// <summary>What a browser said of itself.</summary>
    Browser,

    /// <summary>The name of the event that caused it.</summary>
    Cause,

    /// <summary>See <see cref="CountedDetail"/>.</summary>
    Counted,
    CaseNumber,
    Priority,
    Report,
    Search,
    Check,
    SupportAction,
    SupportDecision,
    Denial,
    Losses,
    Verification,
    Filter,
    Export,
}
