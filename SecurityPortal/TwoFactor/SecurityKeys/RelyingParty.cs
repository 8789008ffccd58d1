using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Creates Identity's WebAuthn handler with every setting pinned: the relying-party id and the single origin come from
/// configuration, never from the request, and nothing is accepted across origins.
/// </summary>
internal sealed class RelyingParty(IOptions<PortalOptions> portal, IServiceProvider services)
{
    // COSE algorithms ES256, ES384, ES512, PS256 and RS256 (RFC 8152, RFC 8812). The handler does not support EdDSA.
    private static readonly int[] Algorithms = [-7, -35, -36, -37, -257];

    /// <summary>The relying-party id: the host of the portal's public URL.</summary>
    public string Id => portal.Value.PublicUri.Host;

    /// <param name="users">Passed by the caller: building UserManager builds the token providers, so they cannot inject it.</param>
    /// <param name="verified">Whether the key must verify the user, by PIN, fingerprint or face.</param>
    public IPasskeyHandler<PortalUser> Handler(UserManager<PortalUser> users, bool verified)
    {
        var url = portal.Value.PublicUri;
        var origin = url.GetLeftPart(UriPartial.Authority);
        return new PasskeyHandler<PortalUser>(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = Id,
            AuthenticatorTimeout = KeyCeremonies.Lifetime,
            ChallengeSize = 32,
            UserVerificationRequirement = verified ? "required" : "preferred",
            ResidentKeyRequirement = "preferred",
            AttestationConveyancePreference = "none",
            IsAllowedAlgorithm = Algorithms.Contains,
            ValidateOrigin = context => ValueTask.FromResult(
                !context.CrossOrigin
                && string.IsNullOrEmpty(context.TopOrigin)
                && string.Equals(context.Origin, origin, StringComparison.Ordinal)),
        }));
    }

    /// <summary>
    /// Whether a key was created for the portal's own host: the authenticator data of its registration begins with a hash of
    /// the relying-party id (WebAuthn 6.1, 6.5.4).
    /// </summary>
    public bool IsOurs(byte[] attestationObject) =>
        AuthenticatorData.OfAttestation(attestationObject) is { } data
        && data.RelyingPartyHash.SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(Id)));

    /// <summary>Returns an empty request. The handler requires one, but with every setting pinned reads nothing from it.</summary>
    public HttpContext NoRequest() => new DefaultHttpContext { RequestServices = services };

    /// <summary>Whether keys must verify this user, as they must for staff.</summary>
    public static async Task<bool> MustVerifyAsync(UserManager<PortalUser> users, PortalUser user) =>
        (await users.GetRolesAsync(user)).Any(PortalRoles.IsStaff);
}
