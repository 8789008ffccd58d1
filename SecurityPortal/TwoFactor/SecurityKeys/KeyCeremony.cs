namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// A challenge that a key was asked to sign. Stored here and not in the browser, bound to its purpose and deleted with the
/// first answer, so that a recorded answer is worthless (WebAuthn 13.4.3).
/// </summary>
internal sealed class KeyCeremony
{
    /// <summary>The purpose: a flow, a test, or a browser that wants to sign in without a password.</summary>
    public required string Purpose { get; init; }

    public required byte[] State { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
