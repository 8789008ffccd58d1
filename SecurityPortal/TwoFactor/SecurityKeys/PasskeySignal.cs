namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// What a browser is told by the Signal API (WebAuthn 5.1.10), so that password managers drop passkeys that no longer open
/// anything and show the account's present name.
/// </summary>
/// <param name="RpId">The relying party.</param>
/// <param name="UserId">The user handle, base64url.</param>
/// <param name="Name">The account's name.</param>
/// <param name="CredentialIds">All that open the account, base64url, separated by commas, in order.</param>
internal sealed record PasskeySignal(string RpId, string UserId, string Name, string CredentialIds);
