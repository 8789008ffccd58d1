namespace SecurityPortal.Support.Actions;

/// <summary>How an action was stopped. Leaves out the address it was stopped from, which concerns only the person.</summary>
public enum CancellationCause
{
    /// <summary>The link in a notification.</summary>
    Notice,

    /// <summary>Someone signed in with a method that was to be reset or replaced by a pass.</summary>
    SignIn,

    /// <summary>"This wasn't me" in any notification, or the answer in a signed-in browser that the person is not the caller.</summary>
    Disavowal,

    /// <summary>The agent who requested it may no longer do so.</summary>
    AskerGone,

    /// <summary>
    /// The person recovered the account or set up a method, or another action turned off all methods.
    /// </summary>
    Superseded,

    /// <summary>The database was restored from a backup: the action may have been stopped after the backup was made.</summary>
    Restored,

    /// <summary>No lead decided in time.</summary>
    Expired,

    /// <summary>The account was locked or disabled in the meantime (R17, R19).</summary>
    AccountClosed,

    /// <summary>The password was changed or reset in the meantime (R15).</summary>
    NewPassword,
}
