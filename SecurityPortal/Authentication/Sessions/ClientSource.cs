using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Tells a notification which browser something came from.</summary>
internal static class ClientSource
{
    public static NotificationSource Source(this ClientInfo client) => new(
        string.Join(" / ", new[] { BrowserName.Browser(client.UserAgent), BrowserName.System(client.UserAgent) }.OfType<string>()),
        client.Address);
}
