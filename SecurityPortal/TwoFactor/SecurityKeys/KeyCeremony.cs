namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// A challenge that a key was asked to sign. Kept here and not in the browser, bound to what it is for, and gone
/// with the first answer, so that a recorded answer is worth nothing (WebAuthn 13.4.3).
/// </summary>
internal sealed class KeyCeremony
{
    /// <summary>The purpose: a flow, or a browser that wants to sign in without a password.</summary>
    public required string Purpose { get; init; }

    public required byte[] State { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
