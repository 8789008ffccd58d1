namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// A browser in which a person has signed in before. It grants no access: it only limits notifications to new browsers.
/// </summary>
internal sealed class KnownBrowser
{
    public required string UserId { get; init; }

    public required byte[] TokenHash { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Returns the browser that a request came from; null if it has no token.</summary>
    public static KnownBrowser? Of(string userId, ClientInfo client, SessionSeal seal, DateTimeOffset now) => client.Browser is null
        ? null
        : new() { UserId = userId, TokenHash = seal.Browser(userId, client.Browser), LastSeenAt = now };
}
