using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Redeems the code or refresh token, for only one of several concurrent requests, records this in the audit log, and puts the
/// person's current claims into the new tokens.
/// </summary>
internal sealed class RefreshedClaims(OpenIdClaims claims, IDbContextFactory<PortalDbContext> factory, ApplicationAudit audit)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
            .UseSingletonHandler<RefreshedClaims>()
            .SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var spent = context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal;
        if (spent is null || !await AdvisoryLocks.RetryOnConflictAsync(() => SpendAsync(spent, context)))
        {
            context.Reject(Errors.InvalidGrant, "The token has already been used.");
            return;
        }

        if (context.Principal is { } principal)
        {
            context.Principal = await claims.DescribeAsync(principal, context.CancellationToken);
        }
    }

    // OpenIddict accepts a refresh token that another request is redeeming at the same moment. The row's concurrency token
    // stays, so that OpenIddict can write the rest.
    private async Task<bool> SpendAsync(ClaimsPrincipal spent, HandleTokenRequestContext context)
    {
        var (id, authorization) = (spent.GetTokenId(), spent.GetAuthorizationId());
        var isRefresh = spent.HasTokenType(TokenTypeIdentifiers.RefreshToken);
        await using var db = await factory.CreateDbContextAsync(context.CancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        if (isRefresh)
        {
            // This comes first because ending a session also locks its row before its tokens.
            await audit.CountRefreshAsync(db, authorization, context.CancellationToken);
        }

        if (await db.Set<OpenIddictEntityFrameworkCoreToken>().Where(token => token.Id == id && token.Status == Statuses.Valid)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.Status, Statuses.Redeemed), context.CancellationToken) != 1)
        {
            return false;
        }

        await (isRefresh
            ? audit.NoteRefreshesAsync(db, authorization, context.CancellationToken)
            : audit.GivenAsync(db, spent.GetClaim(Claims.Subject) ?? "", context.Request.ClientId, context.CancellationToken));
        await transaction.CommitAsync(context.CancellationToken);
        return true;
    }
}
