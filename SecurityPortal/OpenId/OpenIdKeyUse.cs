namespace SecurityPortal.OpenId;

internal enum OpenIdKeyUse
{
    /// <summary>RSA of 2048 bits, for RS256: the algorithm that every OpenID client has to know.</summary>
    Signing,

    /// <summary>256 random bits, for codes and refresh tokens, which nobody but the portal reads.</summary>
    Encryption,
}
