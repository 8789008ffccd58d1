using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ExampleShop;

/// <summary>An API that accepts the portal's access tokens, and says so when one is not enough (RFC 9470).</summary>
public static class OrdersApi
{
    public static async Task<IResult> GetAsync(HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        if (await TokenAsync(context, options) is not { } token)
        {
            return Refuse(context, "invalid_token", "");
        }

        return token.TryGetClaim("acr", out var acr) && acr.Value is ShopApplication.Mfa or ShopApplication.PhishingResistant
            ? Results.Json(new { orders = new[] { "Three owls" } })
            : Refuse(context, "insufficient_user_authentication", $", acr_values=\"{ShopApplication.Mfa}\"");
    }

    // Accepts only access tokens that the portal signed for this application; an ID token opens nothing (RFC 9068 4).
    private static async Task<JsonWebToken?> TokenAsync(HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var handler = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var configuration = await handler.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        var parameters = handler.TokenValidationParameters.Clone();
        parameters.ValidIssuer = configuration.Issuer;
        parameters.ValidAudience = handler.ClientId;
        parameters.IssuerSigningKeys = configuration.SigningKeys;
        parameters.ValidTypes = ["at+jwt"];
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(header["Bearer ".Length..], parameters);
        return result is { IsValid: true, SecurityToken: JsonWebToken token } ? token : null;
    }

    private static IResult Refuse(HttpContext context, string error, string more)
    {
        context.Response.Headers.WWWAuthenticate = $"Bearer error=\"{error}\"{more}";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }
}
