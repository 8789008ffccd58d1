namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// What a browser is told through the Signal API (WebAuthn 5.1.10), so that password managers drop passkeys that no longer
/// work and show the account's current name.
/// </summary>
/// <param name="RpId">The relying-party id.</param>
/// <param name="UserId">The user handle, base64url.</param>
/// <param name="Name">The account's name.</param>
/// <param name="CredentialIds">The ids of all passkeys of the account: base64url, comma-separated, sorted.</param>
internal sealed record PasskeySignal(string RpId, string UserId, string Name, string CredentialIds);
