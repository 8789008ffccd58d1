namespace SecurityPortal.Audit;

/// <summary>What the detail of an entry holds. The log stores it in the program's own terms.</summary>
internal enum AuditDetail
{
    None,

    /// <summary>Text shown as it is: a name, a number, a destination.</summary>
    Typed,

    /// <summary>The ids of methods, separated by commas.</summary>
    Methods,

    /// <summary>The steps of a sign-in, separated by commas.</summary>
    Steps,

    /// <summary>The user agent of a browser.</summary>
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
