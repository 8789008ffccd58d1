using Microsoft.Extensions.Options;
using OpenIddict.Server;
using SecurityPortal.Data;

namespace SecurityPortal.OpenId;

/// <summary>Takes over what the portal's own settings say.</summary>
internal sealed class OpenIdServerOptions(IOptions<PortalOptions> portal, IOptions<OpenIdOptions> options)
    : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions server)
    {
        server.Issuer = new Uri(portal.Value.PublicUrl + "/");
        server.AccessTokenLifetime = options.Value.AccessTokenLifetime;
    }
}
