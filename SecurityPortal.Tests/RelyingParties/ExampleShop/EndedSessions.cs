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
/// Portal sessions that have ended, as reported by back-channel logout. Kept in memory; an application with several nodes
/// keeps them where all of them can read them.
/// </summary>
public sealed class EndedSessions
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private readonly ConcurrentDictionary<string, bool> _ended = [];
    private readonly ConcurrentDictionary<string, bool> _seen = [];

    /// <summary>Receives a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6).</summary>
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

        // Requires the logout event and no nonce, so that no ID token passes as a logout token. Accepts each token once.
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

    /// <summary>Rejects a request whose session has ended at the portal.</summary>
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
