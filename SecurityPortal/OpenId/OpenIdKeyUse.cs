namespace SecurityPortal.OpenId;

internal enum OpenIdKeyUse
{
    /// <summary>RSA with 2048 bits, for RS256, the algorithm that every OpenID client has to support.</summary>
    Signing,

    /// <summary>256 random bits, for codes and refresh tokens, which only the portal reads.</summary>
    Encryption,
}
