namespace SecurityPortal.Support.Actions;

/// <summary>How an action was stopped. Not by which address: that is nobody's business but the person's.</summary>
public enum CancellationCause
{
    /// <summary>The link in a notification.</summary>
    Notice,

    /// <summary>Somebody signed in with a method that was to be reset.</summary>
    SignIn,

    /// <summary>"This wasn't me", at whatever notification.</summary>
    Disavowal,

    /// <summary>The person who asked for it may not any more.</summary>
    AskerGone,

    /// <summary>
    /// The person got back in by themselves, set a method up, or all methods were turned off by another action.
    /// </summary>
    Superseded,

    /// <summary>The database was restored from a backup: it may have been stopped since.</summary>
    Restored,

    /// <summary>No lead decided in time.</summary>
    Expired,

    /// <summary>The account was locked or disabled in the meantime (R17, R19).</summary>
    AccountClosed,
}
