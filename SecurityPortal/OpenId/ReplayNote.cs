using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecurityPortal.ActivityLog;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Notes for the person that a code or a refresh token came a second time: somebody has a copy. OpenIddict ends all tokens
/// that hang on it (RFC 9700 4.14).
/// </summary>
internal sealed class ReplayNote(IServiceScopeFactory scopes, ActivityLogWriter log, ClientStore clients)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
            .UseSingletonHandler<ReplayNote>()
            .SetOrder(OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order - 500)
            .Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context is not { Principal: { } principal, TokenId: { Length: > 0 } id, EndpointType: OpenIddictServerEndpointType.Token }
            || principal.GetClaim(Claims.Subject) is not { } user)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>();
        if (await tokens.FindByIdAsync(id, context.CancellationToken) is { } token
            && await tokens.HasStatusAsync(token, Statuses.Redeemed, context.CancellationToken))
        {
            var name = (await clients.FindAsync(context.Request?.ClientId, context.CancellationToken))?.Name ?? "";
            await log.AppendAsync(new Activity(user, ActivityEvents.ApplicationTokenReplayed, name) { Actor = "portal" }, context.CancellationToken);
        }
    }
}
