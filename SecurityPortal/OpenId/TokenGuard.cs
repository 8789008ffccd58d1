using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Refuses the codes, refresh tokens and access tokens of a session that has ended, at every endpoint. It asks the session
/// itself, so there is no second state to keep in step.
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
        // An ID token that serves as a hint says who somebody was, even after the session has ended.
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
            context.Reject(Errors.InvalidToken, "The token's session has ended.");
        }
    }
}
