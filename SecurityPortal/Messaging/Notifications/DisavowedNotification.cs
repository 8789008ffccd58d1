namespace SecurityPortal.Messaging.Notifications;

/// <summary>A notification that was answered with "This wasn't me".</summary>
/// <param name="Kept">
/// The ids of methods that the notification is about and that its link may not take off (R13); empty where it undid
/// everything.
/// </param>
/// <param name="Source">Where the answer came from.</param>
internal sealed record DisavowedNotification(NotificationRecord Record, IReadOnlyList<string> Kept, NotificationSource Source);
