// OpenIddict as set up at the start of its documentation: codes and tokens in SQLite, one client, a cookie for the signed-in person.
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

const string Cookies = CookieAuthenticationDefaults.AuthenticationScheme;
const string OpenId = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(Cookies).AddCookie(options => options.LoginPath = "/login");
builder.Services.AddAuthorization();
builder.Services.AddDbContext<DbContext>(options =>
    options.UseSqlite(builder.Configuration.GetConnectionString("Default")).UseOpenIddict());
builder.Services.AddOpenIddict()
    .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
    .AddServer(server =>
    {
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.UseAspNetCore().DisableTransportSecurityRequirement()
            .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough();
    });

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/login", () => Results.Content(
    "<!DOCTYPE html><form method=\"post\"><input name=\"login\"><button>Sign in</button></form>", "text/html"));
app.MapPost("/login", (HttpRequest request, string returnUrl) => Results.SignIn(
    new ClaimsPrincipal(new ClaimsIdentity([new(Claims.Subject, request.Form["login"].ToString())], Cookies)),
    new AuthenticationProperties { RedirectUri = returnUrl }, Cookies));
app.MapGet("/connect/authorize", (ClaimsPrincipal person) =>
{
    var identity = new ClaimsIdentity(OpenId, Claims.Name, Claims.Role);
    identity.SetClaim(Claims.Subject, person.FindFirstValue(Claims.Subject)).SetScopes(Scopes.OpenId);
    return Results.SignIn(new(identity), authenticationScheme: OpenId);
}).RequireAuthorization();
app.MapPost("/connect/token", async Task<IResult> (HttpContext context) =>
    Results.SignIn((await context.AuthenticateAsync(OpenId)).Principal!, authenticationScheme: OpenId));

await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
    await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
    {
        ClientId = builder.Configuration["Client:Id"],
        ClientSecret = builder.Configuration["Client:Secret"],
        ConsentType = ConsentTypes.Implicit,
        RedirectUris = { new(builder.Configuration["Client:Redirect"]!) },
        Permissions =
        {
            Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode,
            Permissions.ResponseTypes.Code,
        },
    });
}

app.Run();
