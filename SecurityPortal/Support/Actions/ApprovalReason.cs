namespace SecurityPortal.Support.Actions;

/// <summary>Why an action waits for a lead.</summary>
public enum ApprovalReason
{
    /// <summary>No primary method would be left.</summary>
    AllMethods,

    /// <summary>The person works for support.</summary>
    PrivilegedAccounts,

    /// <summary>The account is locked (R19): no configuration lets one agent open it alone.</summary>
    LockedAccount,

    /// <summary>It keeps the person out for good (R17): no configuration lets one agent do that alone.</summary>
    KeepsOut,

    /// <summary>The account is disabled (R17): no configuration lets one agent enable it alone.</summary>
    DisabledAccount,

    /// <summary>No check of the caller has passed.</summary>
    NoPassedCheck,

    /// <summary>Something else was reset, or a pass was issued, recently.</summary>
    SecondReset,

    /// <summary>The e-mail address, the number or the password changed recently.</summary>
    RecentChange,

    /// <summary>
    /// The check that passed is not enough: it is weaker than the method that would be turned off, or uses the same channel as
    /// the pass.
    /// </summary>
    WeakCheck,
}
