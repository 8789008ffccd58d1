using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Tells password managers where the passkey pages are (W3C, "A Well-Known URL for Relying Party Passkey Endpoints"). The
/// answer is the same for everybody, so it needs no session.
/// </summary>
internal static class PasskeyAddresses
{
    private const string Page = "/settings/security/two-factor";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/.well-known/passkey-endpoints", Answer).AllowAnonymous();

    private static IResult Answer(IOptionsMonitor<PolicyOptions> policy, IOptions<PortalOptions> portal) =>
        policy.CurrentValue.Offers(SecurityKeysMethod.Id)
            ? Results.Json(new
            {
                enroll = $"{portal.Value.PublicUrl}{Page}?setup={SecurityKeysMethod.Id}",
                manage = $"{portal.Value.PublicUrl}{Page}",
            })
            : Results.NotFound();
}
