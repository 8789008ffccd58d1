namespace SecurityPortal.Audit;

/// <summary>The kind of an entry's detail, which the log keeps in the program's words.</summary>
internal enum AuditDetail
{
    None,

    /// <summary>Text that is shown as it is: a name, a number, a destination.</summary>
    Typed,

    /// <summary>The ids of methods, with commas between them.</summary>
    Methods,

    /// <summary>The steps of a sign-in, with commas between them.</summary>
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
