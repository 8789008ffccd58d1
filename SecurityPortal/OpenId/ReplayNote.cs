using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using SecurityPortal.Audit;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Records for the person that a code or refresh token was used a second time, which means that somebody has a copy. Revokes
/// everything under the same authorization (RFC 9700 4.14), including tokens that are being issued at this moment, which
/// OpenIddict does not find.
/// </summary>
internal sealed class ReplayNote(
    IServiceScopeFactory scopes, IDbContextFactory<PortalDbContext> factory, AuditLogWriter log, ClientStore clients)
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
            await using var db = await factory.CreateDbContextAsync(context.CancellationToken);
            await ApplicationSessions.RevokeAsync(
                db, db.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(row => row.Id == context.AuthorizationId),
                context.CancellationToken);
            await log.AppendAsync(new AuditEvent(user, AuditEvents.ApplicationTokenReplayed, name) { Actor = "portal" }, context.CancellationToken);
        }
    }
}
