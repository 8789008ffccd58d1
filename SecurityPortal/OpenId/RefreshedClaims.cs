using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Spends the code or refresh token, of several requests at once for one of them, notes it in the log, and gives tokens what
/// is known of the person now.
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
    private async Task<bool> SpendAsync(ClaimsPrincipal spent, HandleTokenRequestContext context)
    {
        var (id, authorization) = (spent.GetTokenId(), spent.GetAuthorizationId());
        var isRefresh = spent.HasTokenType(TokenTypeIdentifiers.RefreshToken);
        await using var db = await factory.CreateDbContextAsync(context.CancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        if (isRefresh)
        {
            // First, as whoever ends the session takes its row before its tokens.
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
