using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Says in each access token for whom it is (RFC 9068 2.2): the APIs that the client asks for by <c>resource</c> (RFC 8707), or
/// else the client's own API and the portal itself, whose userinfo endpoint is one. What is for another's API opens nothing here.
/// </summary>
internal sealed class AccessTokenAudience : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
            .UseSingletonHandler<AccessTokenAudience>()
            .SetOrder(OpenIddictServerHandlers.InferResources.Descriptor.Order - 500)
            .Build();

    /// <summary>At the token endpoint fewer may be asked for than were granted; the refresh token keeps them all.</summary>
    public static OpenIddictServerHandlerDescriptor Narrowing { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
            .AddFilter<OpenIddictServerHandlerFilters.RequireAccessTokenGenerated>()
            .UseInlineHandler(context =>
            {
                if (Asked(context) is { Length: > 0 } asked)
                {
                    context.AccessTokenPrincipal?.SetAudiences(asked);
                }

                return default;
            })
            .SetOrder(OpenIddictServerHandlers.PrepareAccessTokenPrincipal.Descriptor.Order + 500)
            .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.Principal is not { } principal)
        {
            return default;
        }

        var asked = Asked(context);
        if (context.EndpointType == OpenIddictServerEndpointType.Authorization)
        {
            principal.SetResources(asked.Length > 0 ? asked : [context.ClientId!, context.Options.Issuer!.AbsoluteUri]);
        }
        else if (asked.Except(principal.GetResources()).Any())
        {
            context.Reject(Errors.InvalidTarget, "The person's sign-in was not asked for this resource.");
        }

        return default;
    }

    private static string[] Asked(ProcessSignInContext context) => [.. context.Request?.GetResources() ?? []];
}
