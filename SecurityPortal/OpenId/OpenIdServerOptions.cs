using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>Applies the portal's own settings to OpenIddict.</summary>
internal sealed class OpenIdServerOptions(IOptions<PortalOptions> portal, IOptions<OpenIdOptions> options)
    : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions server)
    {
        server.Issuer = new Uri(portal.Value.PublicUrl + "/");

        // OpenIddict also offers "plain", which protects nothing (RFC 9700 2.1.1).
        server.CodeChallengeMethods.Clear();
        server.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
        server.AccessTokenLifetime = options.Value.AccessTokenLifetime;
    }
}
