namespace SecurityPortal.Accounts.Notifications;

/// <summary>A notification whose link still works.</summary>
/// <param name="Kept">
/// The ids of the methods in the notification that stay on all the same: a link in an email may not turn them off (R13).
/// </param>
public sealed record OpenNotification(string Subject, DateTimeOffset At, NotificationUndo Undo, IReadOnlyList<string> Kept);
