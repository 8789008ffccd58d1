using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using SecurityPortal.Platform.Database;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Spends the code or refresh token, of several requests at once for one of them, and gives tokens what is known of the
/// person now.
/// </summary>
internal sealed class RefreshedClaims(OpenIdClaims claims, IDbContextFactory<PortalDbContext> factory)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
            .UseSingletonHandler<RefreshedClaims>()
            .SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var spent = (context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal)?.GetTokenId();
        if (spent is null || !await SpendAsync(spent, context.CancellationToken))
        {
            context.Reject(Errors.InvalidGrant, "The token was used already.");
            return;
        }

        if (context.Principal is { } principal)
        {
            context.Principal = await claims.DescribeAsync(principal, context.CancellationToken);
        }
    }

    // OpenIddict takes a refresh token again that another request spends at the same moment. Its concurrency token stays, so
    // that OpenIddict can write the rest.
    private async Task<bool> SpendAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<OpenIddictEntityFrameworkCoreToken>().Where(token => token.Id == id && token.Status == Statuses.Valid)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.Status, Statuses.Redeemed), cancellationToken) == 1;
    }
}
