namespace SecurityPortal.Accounts.Recovery;

internal enum RecoveryState
{
    Waiting,

    /// <summary>The wait is over, and the link is on its way.</summary>
    LinkSent,

    Stopped,

    Used,
}
