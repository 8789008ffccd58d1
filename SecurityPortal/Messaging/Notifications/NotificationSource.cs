namespace SecurityPortal.Messaging.Notifications;

/// <summary>Where something came from, for people to recognise.</summary>
/// <param name="Browser">Such as "Firefox / Windows"; empty if it is unknown.</param>
/// <param name="Address">The network address.</param>
internal sealed record NotificationSource(string Browser, string Address);
