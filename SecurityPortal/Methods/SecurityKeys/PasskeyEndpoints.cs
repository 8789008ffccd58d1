using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Flows;
using SecurityPortal.Sessions;
using SecurityPortal.Shell;

namespace SecurityPortal.Methods.SecurityKeys;

/// <summary>
/// Sign-in without a password, by a passkey that checked the person itself (NIST 800-63B-4: a multi-factor
/// cryptographic authenticator). The questions are the same for everybody: no name is asked and no key is listed.
/// </summary>
internal static class PasskeyEndpoints
{
    private const string CookieName = "__Host-portal-passkey";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-in/passkey/options", OptionsAsync).AllowAnonymous();
        endpoints.MapPost("/sign-in/passkey", SignInAsync).AllowAnonymous();
    }

    private static async Task<IResult> OptionsAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<PortalUser> users, RelyingParty relyingParty,
        KeyCeremonies ceremonies, IOptionsSnapshot<SecurityKeysOptions> options)
    {
        if (!options.Value.PasswordlessSignIn || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var request = await relyingParty.Handler(users, verified: true).MakeRequestOptionsAsync(null, context);
        var token = RandomToken.Create();
        await ceremonies.KeepAsync(Purpose(token), request.AssertionState ?? "", context.RequestAborted);
        context.Response.Cookies.Append(CookieName, token, Cookie());
        return Results.Content(request.RequestOptionsJson, "application/json");
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<PortalUser> users, RelyingParty relyingParty,
        KeyCeremonies ceremonies, SecurityKeyStore keys, PasswordlessSignIn signIn,
        IOptionsSnapshot<SecurityKeysOptions> options)
    {
        if (!options.Value.PasswordlessSignIn || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var returnUrl = LocalUrl.OrHome(form["returnUrl"]);
        var token = context.Request.Cookies[CookieName];
        context.Response.Cookies.Delete(CookieName, Cookie());
        if (token is not { Length: RandomToken.Length }
            || await ceremonies.TakeAsync(Purpose(token), context.RequestAborted) is not { } state)
        {
            return Refused(returnUrl);
        }

        var result = await relyingParty.Handler(users, verified: true).PerformAssertionAsync(new()
        {
            HttpContext = context,
            CredentialJson = form["credential"].ToString(),
            AssertionState = state,
        });
        if (!result.Succeeded || !await keys.NoteUseAsync(result.User.Id, result.Passkey))
        {
            return Refused(returnUrl);
        }

        switch (await signIn.BeginAsync(
            result.User.Id, SecurityKeysMethod.Id, ClientInfo.Of(context), returnUrl, context.RequestAborted))
        {
            case PasswordlessResult.SignedIn signedIn:
                SessionCookie.Write(context, signedIn.SessionToken);
                return Results.LocalRedirect(returnUrl);
            case PasswordlessResult.ConfirmAddress confirm:
                FlowCookie.Write(context, FlowPurpose.ConfirmAddress, confirm.FlowToken, confirm.ExpiresAt);
                return Results.LocalRedirect("/sign-in/confirm-address");
            case PasswordlessResult.Disabled:
                return Results.LocalRedirect("/sign-in?reason=disabled");
            default:
                return Refused(returnUrl);
        }
    }

    private static IResult Refused(string returnUrl) =>
        Results.LocalRedirect($"/sign-in?reason=passkey&returnUrl={Uri.EscapeDataString(returnUrl)}");

    private static string Purpose(string token) => $"passkey:{Convert.ToHexStringLower(RandomToken.Hash(token))}";

    private static CookieOptions Cookie() => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
        MaxAge = KeyCeremonies.Lifetime,
    };
}
