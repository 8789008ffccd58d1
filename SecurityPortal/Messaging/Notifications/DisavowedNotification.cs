namespace SecurityPortal.Messaging.Notifications;

/// <summary>A notification that was answered with "This wasn't me".</summary>
/// <param name="Kept">
/// The ids of the methods that the notification is about and that its link may not remove (R13); empty if everything was undone.
/// </param>
/// <param name="Source">Where the answer came from.</param>
internal sealed record DisavowedNotification(NotificationRecord Record, IReadOnlyList<string> Kept, NotificationSource Source);
