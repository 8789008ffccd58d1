namespace SecurityPortal.Accounts;

/// <summary>A notification whose link still works.</summary>
/// <param name="Kept">
/// The ids of methods that the notification is about and that stay on all the same: a link in an e-mail may not take them
/// off (R13).
/// </param>
public sealed record OpenNotification(string Subject, DateTimeOffset At, NotificationUndo Undo, IReadOnlyList<string> Kept);

/// <summary>What "This wasn't me" would undo.</summary>
public enum NotificationUndo
{
    Nothing,
    Methods,
    Email,

    /// <summary>The link stops what is in progress, and does nothing else.</summary>
    Stop,
}
