using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;

namespace SecurityPortal.Methods.SecurityKeys;

/// <summary>
/// Identity's WebAuthn handler with every setting pinned: the relying-party id and the one origin come from
/// configuration, never from the request, and nothing is accepted across origins.
/// </summary>
internal sealed class RelyingParty(IOptions<PortalOptions> portal, IServiceProvider services)
{
    // COSE numbers: ES256, EdDSA is not in the handler's list, PS256, RS256, ES384, ES512 (RFC 8152, RFC 8812).
    private static readonly int[] Algorithms = [-7, -35, -36, -37, -257];

    /// <param name="users">Given by the caller: token providers are built inside it and cannot ask for it.</param>
    /// <param name="verified">Whether the key must check the person itself, by PIN, finger or face.</param>
    public IPasskeyHandler<PortalUser> Handler(UserManager<PortalUser> users, bool verified)
    {
        var url = portal.Value.PublicUri;
        var origin = url.GetLeftPart(UriPartial.Authority);
        return new PasskeyHandler<PortalUser>(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = url.Host,
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
    /// Whether a key was made for the portal's own host: what it signed at its registration begins with a hash of the
    /// relying party's id (WebAuthn 6.1, 6.5.4).
    /// </summary>
    public bool IsOurs(byte[] attestationObject)
    {
        try
        {
            var cbor = new CborReader(attestationObject, CborConformanceMode.Ctap2Canonical);
            cbor.ReadStartMap();
            while (cbor.PeekState() != CborReaderState.EndMap)
            {
                if (cbor.ReadTextString() == "authData")
                {
                    return cbor.ReadByteString().AsSpan().StartsWith(SHA256.HashData(Encoding.UTF8.GetBytes(portal.Value.PublicUri.Host)));
                }

                cbor.SkipValue();
            }

            return false;
        }
        catch (Exception exception) when (exception is CborContentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The handler wants a request; with everything pinned it reads nothing from it.</summary>
    public HttpContext NoRequest() => new DefaultHttpContext { RequestServices = services };

    /// <summary>Whether keys must check this person themselves: they must for staff.</summary>
    public static async Task<bool> MustVerifyAsync(UserManager<PortalUser> users, PortalUser user) =>
        (await users.GetRolesAsync(user)).Any(PortalRoles.IsStaff);
}
