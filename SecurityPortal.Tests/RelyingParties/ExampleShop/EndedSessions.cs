using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ExampleShop;

/// <summary>
/// Sessions of the portal that are over, as it tells by back-channel logout. In memory: an application with several nodes
/// keeps them where all of them look.
/// </summary>
public sealed class EndedSessions
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private readonly ConcurrentDictionary<string, bool> _ended = [];
    private readonly ConcurrentDictionary<string, bool> _seen = [];

    /// <summary>Takes a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6).</summary>
    public static async Task<IResult> ReceiveAsync(
        HttpContext context, EndedSessions sessions, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        var form = await context.Request.ReadFormAsync();
        var handler = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var configuration = await handler.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        var parameters = handler.TokenValidationParameters.Clone();
        parameters.ValidIssuer = configuration.Issuer;
        parameters.ValidAudience = handler.ClientId;
        parameters.IssuerSigningKeys = configuration.SigningKeys;
        parameters.ValidTypes = ["logout+jwt"];
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(form["logout_token"], parameters);

        // Its own event and no nonce: an ID token is no logout token. Each is good once.
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token
            || !token.TryGetPayloadValue<JsonElement>("events", out var events) || !events.TryGetProperty(Event, out _)
            || token.TryGetClaim("nonce", out _) || !token.TryGetClaim("sid", out var sid)
            || !sessions._seen.TryAdd(token.Id, true))
        {
            return Results.BadRequest();
        }

        sessions._ended[sid.Value] = true;
        return Results.Ok();
    }

    /// <summary>Looks at each request whether its session is over at the portal.</summary>
    public static async Task RefuseEndedAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<EndedSessions>();
        if (context.Principal?.FindFirstValue("sid") is not { } sid || sessions._ended.ContainsKey(sid))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }
}
