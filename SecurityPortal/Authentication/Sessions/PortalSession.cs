namespace SecurityPortal.Authentication.Sessions;

/// <summary>A browser in which a person is signed in. Its cookie holds only a random token.</summary>
internal sealed class PortalSession
{
    /// <summary>The id, which stays the same for the life of the session. Open pages hold it.</summary>
    public required Guid Id { get; init; }

    /// <summary>
    /// The hash of the cookie's token. It changes at each confirmation, so that a cookie copied before is useless afterwards.
    /// </summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>
    /// The seal (<see cref="SessionSeal"/>), without which nobody can create a session or give it to another person.
    /// </summary>
    public required byte[] Seal { get; set; }

    public required string UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether the person ended it with "Sign out" in its own browser, so that its open pages raise no alarm.</summary>
    public bool SignedOut { get; set; }

    /// <summary>When the person last confirmed that it's them; see <see cref="ConfirmedBy"/>.</summary>
    public required DateTimeOffset ConfirmedAt { get; set; }

    /// <summary>The id of the second step of that confirmation; null if it was the password alone.</summary>
    public string? ConfirmedBy { get; set; }

    /// <summary>How the person signed in: <c>Password</c>, then ids of methods, comma-separated.</summary>
    public required string AuthenticationMethods { get; set; }

    public required string UserAgent { get; init; }

    public required string Address { get; init; }
}
