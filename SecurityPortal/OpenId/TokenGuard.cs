using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Refuses whatever belongs to a session that is over, at every endpoint: codes, refresh tokens and access tokens live no
/// longer than it does. Asked of the session itself, so that there is nothing to keep in step.
/// </summary>
internal sealed class TokenGuard(SessionStore sessions) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
            .UseSingletonHandler<TokenGuard>()
            .SetOrder(OpenIddictServerHandlers.Protection.ValidateAuthorizationEntry.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        // The hint of an ID token says whom somebody was, also afterwards.
        if (context.Principal is not { } principal
            || !(principal.HasTokenType(TokenTypeIdentifiers.Private.AuthorizationCode)
                || principal.HasTokenType(TokenTypeIdentifiers.RefreshToken) || principal.HasTokenType(TokenTypeIdentifiers.AccessToken)))
        {
            return;
        }

        if (!Guid.TryParse(principal.GetClaim(OpenIdClaims.SessionId), out var id)
            || await sessions.FindAsync(id, context.CancellationToken) is not { } session
            || session.UserId != principal.GetClaim(Claims.Subject))
        {
            context.Reject(Errors.InvalidToken, "The session that the token belongs to is over.");
        }
    }
}
