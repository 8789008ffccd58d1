using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ExampleShop;

/// <summary>
/// An application whose people sign in at the portal: with ASP.NET Core's own OpenID Connect handler, a step-up for single
/// pages and for an API, and a receiver for back-channel logout, which the framework lacks.
/// </summary>
public static class ShopApplication
{
    public const string Mfa = "https://refeds.org/profile/mfa";
    public const string PhishingResistant = "phr";

    /// <param name="args">Settings: <c>--Portal</c>, <c>--ClientId</c>, <c>--ClientSecret</c>, <c>--urls</c>.</param>
    /// <param name="configure">Changes made after all others.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls("http://localhost:5090");
        }

        builder.Services.AddSingleton<EndedSessions>();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
        })
        .AddCookie(options => options.Events.OnValidatePrincipal = EndedSessions.RefuseEndedAsync)
        .AddOpenIdConnect(options =>
        {
            options.Authority = builder.Configuration["Portal"] ?? "http://localhost:5080";
            options.ClientId = builder.Configuration["ClientId"] ?? "example-shop";
            options.ClientSecret = builder.Configuration["ClientSecret"] ?? "development-only-secret-of-example-shop";
            options.RequireHttpsMetadata = !new Uri(options.Authority).IsLoopback;
            options.ResponseType = OpenIdConnectResponseType.Code;

            // The response comes back by redirect. The handler's default, form_post, needs cookies that cross-site posts carry.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.MapInboundClaims = false;

            // Otherwise the handler drops the claim, and the application cannot tell how strong the sign-in was.
            options.ClaimActions.Remove("acr");
            options.SaveTokens = true;
            options.TokenValidationParameters.NameClaimType = "preferred_username";
            options.Scope.Add("email");
            options.Events.OnRedirectToIdentityProvider = context =>
            {
                if (context.Properties.GetParameter<string>("acr_values") is { } wanted)
                {
                    context.ProtocolMessage.AcrValues = wanted;
                }

                return Task.CompletedTask;
            };
        });
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (ClaimsPrincipal user) => Page(user, "Welcome."));
        app.MapGet("/account", (ClaimsPrincipal user) => Page(user, "Your account.")).RequireAuthorization();
        app.MapGet("/orders", (ClaimsPrincipal user) => StepUp(user, "Your orders: two factors.", Mfa, PhishingResistant));
        app.MapGet("/payouts", (ClaimsPrincipal user) => StepUp(user, "Your payouts: a key that cannot be phished.", PhishingResistant));
        app.MapGet("/api/orders", OrdersApi.GetAsync);
        app.MapGet("/sign-out", () => Results.SignOut(
            new() { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]));
        app.MapPost("/backchannel-logout", EndedSessions.ReceiveAsync);
        return app;
    }

    // Shows the page to people whose sign-in was strong enough; sends the others to the portal for a stronger one.
    private static IResult StepUp(ClaimsPrincipal user, string text, params string[] acr)
    {
        if (acr.Contains(user.FindFirstValue("acr")))
        {
            return Page(user, text);
        }

        var properties = new AuthenticationProperties { RedirectUri = acr.Contains(Mfa) ? "/orders" : "/payouts" };
        properties.SetParameter("acr_values", string.Join(' ', acr));
        return Results.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    private static IResult Page(ClaimsPrincipal user, string text) => Results.Content(
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Example Shop</title></head><body>
        <h1>Example Shop</h1><p>{text}</p>
        <p>{(user.Identity is { IsAuthenticated: true } identity
            ? $"Signed in as {WebUtility.HtmlEncode(identity.Name)} ({WebUtility.HtmlEncode(user.FindFirstValue("acr"))})"
            : "Not signed in")}</p>
        <p><a href="/account">Account</a> <a href="/orders">Orders</a> <a href="/payouts">Payouts</a> <a href="/sign-out">Sign out</a></p>
        </body></html>
        """,
        "text/html");
}
