using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Gives tokens what is known of the person now, and not when they signed in.</summary>
internal sealed class RefreshedClaims(OpenIdClaims claims) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
            .UseSingletonHandler<RefreshedClaims>()
            .SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (context.Principal is { } principal)
        {
            context.Principal = await claims.DescribeAsync(principal, context.CancellationToken);
        }
    }
}
