namespace SecurityPortal.Authentication.Sessions;

/// <summary>A browser that the person trusts. Until the trust expires, the password is enough there.</summary>
internal sealed class TrustedDevice
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The hash of the token that the browser must present next. Each use replaces it.</summary>
    public required byte[] TokenHash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>Fixed when the device was trusted: use does not extend it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required string UserAgent { get; init; }
}
