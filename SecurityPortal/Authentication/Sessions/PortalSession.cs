namespace SecurityPortal.Authentication.Sessions;

/// <summary>One browser in which a person is signed in. Its cookie holds a random token and nothing else.</summary>
internal sealed class PortalSession
{
    /// <summary>Stays the same for the life of the session; open pages hold it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Changes at each confirmation, so that a cookie copied before it is worth nothing after it.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>The seal (<see cref="SessionSeal"/>): without it, nobody can make a session or give one to another person.</summary>
    public required byte[] Seal { get; set; }

    public required string UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether the person ended it in its own browser, by "Sign out": its open pages raise no alarm.</summary>
    public bool SignedOut { get; set; }

    /// <summary>When the person last showed that it is them; see <see cref="ConfirmedBy"/>.</summary>
    public required DateTimeOffset ConfirmedAt { get; set; }

    /// <summary>The id of the second step of that confirmation; null when it was the password alone.</summary>
    public string? ConfirmedBy { get; set; }

    /// <summary>How the person signed in: <c>Password</c>, then ids of methods, comma-separated.</summary>
    public required string AuthenticationMethods { get; set; }

    public required string UserAgent { get; init; }

    public required string Address { get; init; }
}
