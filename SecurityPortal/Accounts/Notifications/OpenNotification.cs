namespace SecurityPortal.Accounts.Notifications;

/// <summary>A notification whose link still works.</summary>
/// <param name="Kept">
/// The ids of methods that the notification is about and that stay on all the same: a link in an e-mail may not take them
/// off (R13).
/// </param>
public sealed record OpenNotification(string Subject, DateTimeOffset At, NotificationUndo Undo, IReadOnlyList<string> Kept);
