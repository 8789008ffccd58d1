namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>One authenticator app of a person.</summary>
internal sealed class EnrolledApp
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; set; }

    /// <summary>The shared key, encrypted.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The latest time step that was accepted; only later ones still are (RFC 6238 5.2).</summary>
    public required long LastStep { get; set; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
