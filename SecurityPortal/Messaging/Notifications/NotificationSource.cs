namespace SecurityPortal.Messaging.Notifications;

/// <summary>Where something came from, for people to recognise.</summary>
/// <param name="Browser">Such as "Firefox on Windows".</param>
/// <param name="Address">The network address.</param>
internal sealed record NotificationSource(string Browser, string Address);
