namespace SecurityPortal.Accounts.Notifications;

/// <summary>What "This wasn't me" would undo.</summary>
public enum NotificationUndo
{
    Nothing,
    Methods,
    Email,

    /// <summary>The link stops what is in progress, and does nothing else.</summary>
    Stop,
}
