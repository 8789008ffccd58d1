using System.Linq.Expressions;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Revokes the token that a client returns, and records it. Revoking a refresh token also revokes the access tokens of the same
/// sign-in (RFC 7009 2.1), which OpenIddict leaves alone. ID tokens stay: a client that revokes its tokens and then signs the
/// person out has no other way to name the session.
/// </summary>
internal sealed class TokenRevocation(IDbContextFactory<PortalDbContext> factory, ApplicationAudit audit)
    : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleRevocationRequestContext>()
            .UseSingletonHandler<TokenRevocation>()
            .SetOrder(OpenIddictServerHandlers.Revocation.AttachPrincipal.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        var token = context.GenericTokenPrincipal;
        if (token.GetClaim(Claims.Subject) is not { } user || token.GetTokenId() is not { } id)
        {
            return;
        }

        await AdvisoryLocks.RetryOnConflictAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(context.CancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
            if (await RevokeAsync(db, row => row.Id == id, context.CancellationToken) == 1)
            {
                if (token.HasTokenType(TokenTypeIdentifiers.RefreshToken) && token.GetAuthorizationId() is { } authorization)
                {
                    await RevokeAsync(
                        db,
                        row => row.Authorization!.Id == authorization
                            && (row.Type == TokenTypeIdentifiers.AccessToken || row.Type == TokenTypeIdentifiers.RefreshToken),
                        context.CancellationToken);
                }

                await audit.RevokedAsync(db, user, context.Request.ClientId, context.CancellationToken);
            }

            await transaction.CommitAsync(context.CancellationToken);
            return true;
        });
    }

    private static Task<int> RevokeAsync(
        PortalDbContext db, Expression<Func<OpenIddictEntityFrameworkCoreToken, bool>> which, CancellationToken cancellationToken) =>
        db.Set<OpenIddictEntityFrameworkCoreToken>().Where(row => row.Status == Statuses.Valid).Where(which)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, Statuses.Revoked), cancellationToken);
}
