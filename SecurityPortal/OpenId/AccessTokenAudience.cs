using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Sets the audience of each access token (RFC 9068 2.2): the APIs that the client names with <c>resource</c> (RFC 8707), or by
/// default the client's own API and the portal itself, which serves userinfo. Userinfo refuses a token for another API.
/// </summary>
internal sealed class AccessTokenAudience : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
            .UseSingletonHandler<AccessTokenAudience>()
            .SetOrder(OpenIddictServerHandlers.InferResources.Descriptor.Order - 500)
            .Build();

    /// <summary>A token request may name fewer resources than were granted; the refresh token keeps them all.</summary>
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
            context.Reject(Errors.InvalidTarget, "This resource was not requested at sign-in.");
        }

        return default;
    }

    private static string[] Asked(ProcessSignInContext context) => [.. context.Request?.GetResources() ?? []];
}
