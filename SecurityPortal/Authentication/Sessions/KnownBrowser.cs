namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// A browser in which a person has signed in before. Opens nothing: it only keeps notifications to what is new.
/// </summary>
internal sealed class KnownBrowser
{
    public required string UserId { get; init; }

    public required byte[] TokenHash { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The browser that a request came from; null when it has no mark.</summary>
    public static KnownBrowser? Of(string userId, ClientInfo client, SessionSeal seal, DateTimeOffset now) => client.Browser is null
        ? null
        : new() { UserId = userId, TokenHash = seal.Browser(userId, client.Browser), LastSeenAt = now };
}
