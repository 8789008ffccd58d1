using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Answers the userinfo endpoint with the current data, limited to the scopes of the token.</summary>
internal sealed class UserInfoAnswer(OpenIdClaims claims, RequestRates rates) : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleUserInfoRequestContext>()
            .UseSingletonHandler<UserInfoAnswer>()
            .SetOrder(OpenIddictServerHandlers.UserInfo.AttachClaims.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var token = context.AccessTokenPrincipal;
        if (!token.HasAudience(context.Options.Issuer!.AbsoluteUri))
        {
            context.Reject(Errors.InvalidToken, "The token is for another resource.");
            return;
        }

        if (!await rates.TakeAsync(context.Transaction, token.GetClaim(Claims.ClientId), context.CancellationToken))
        {
            context.Reject(Errors.TemporarilyUnavailable, "Too many requests from this client. Try again in a minute.");
            return;
        }

        context.Subject = token.GetClaim(Claims.Subject);
        foreach (var (name, value) in await claims.OfPersonAsync(context.Subject!, token.GetScopes(), context.CancellationToken))
        {
            context.Claims[name] = new OpenIddictParameter(System.Text.Json.JsonSerializer.SerializeToElement(value));
        }
    }
}
