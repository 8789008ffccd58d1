using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Signs people in without a password, by a passkey that verifies the user (NIST 800-63B-4: a multi-factor
/// cryptographic authenticator). The request options name no account and list no keys, so they are the same for everybody.
/// </summary>
internal static class PasskeyEndpoints
{
    private const string CookieName = "__Host-portal-passkey";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-in/passkey/options", OptionsAsync).AllowAnonymous()
            .WithMetadata(new RequireAntiforgeryTokenAttribute());
        endpoints.MapPost("/sign-in/passkey", SignInAsync).AllowAnonymous()
            .WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> OptionsAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<PortalUser> users, RelyingParty relyingParty,
        KeyCeremonies ceremonies, KeyedHash keyedHash, PasskeyLimits limits, IOptionsSnapshot<SecurityKeysOptions> options)
    {
        if (!options.Value.PasswordlessSignIn || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!await limits.MayAskAsync(ClientInfo.Of(context), form["mediation"] == "conditional", context.RequestAborted))
        {
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (context.Request.Cookies[CookieName] is { Length: RandomToken.Length } before)
        {
            // A browser has only one challenge open at a time.
            await ceremonies.DropAsync(Purpose(keyedHash, before), context.RequestAborted);
        }

        var request = await relyingParty.Handler(users, verified: true).MakeRequestOptionsAsync(null, context);
        var token = RandomToken.Create();
        await ceremonies.KeepAsync(Purpose(keyedHash, token), request.AssertionState ?? "", context.RequestAborted);
        context.Response.Cookies.Append(CookieName, token, Cookie());
        return Results.Content(request.RequestOptionsJson, "application/json");
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<PortalUser> users, RelyingParty relyingParty,
        KeyCeremonies ceremonies, KeyedHash keyedHash, SecurityKeyStore keys, PasswordlessSignIn signIn, PasskeyLimits limits,
        PasskeyRefusals refusals, PasskeyPolicy policy, IOptionsSnapshot<SecurityKeysOptions> options)
    {
        if (!options.Value.PasswordlessSignIn || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var returnUrl = LocalUrl.OrHome(form["returnUrl"]);
        var credential = form["credential"].ToString();
        var client = ClientInfo.Of(context);
        if (!await limits.ReserveAsync(client, context.RequestAborted))
        {
            return Refused(returnUrl, reason: "passkey-locked");
        }

        // From here on, a refusal is noted even if the browser has gone: hanging up must not keep it from the log and the owner.
        var token = context.Request.Cookies[CookieName];
        context.Response.Cookies.Delete(CookieName, Cookie());
        if (token is not { Length: RandomToken.Length }
            || await ceremonies.TakeAsync(Purpose(keyedHash, token), context.RequestAborted) is not { } state)
        {
            await refusals.NoteAsync(credential, isCopy: false, client, CancellationToken.None);
            return Refused(returnUrl);
        }

        var result = await relyingParty.Handler(users, verified: true).PerformAssertionAsync(new()
        {
            HttpContext = context,
            CredentialJson = credential,
            AssertionState = state,
        });
        if (!result.Succeeded && UnknownPasskey.IdOf(credential) is { } id && !await keys.IsKnownAsync(id, context.RequestAborted))
        {
            UnknownPasskey.Keep(context, id);
        }

        if (result.Succeeded && !await policy.AllowsAsync(users, result.User, result.Passkey))
        {
            await refusals.NoteAsync(credential, isCopy: false, client, CancellationToken.None);
            return Refused(returnUrl, reason: "passkey-synced");
        }

        var isCopy = result.Succeeded
            ? !await keys.NoteUseAsync(result.User.Id, result.Passkey)
            : CopiedKeys.IsCopy(result.Failure);
        if (!result.Succeeded || isCopy)
        {
            await refusals.NoteAsync(credential, isCopy, client, CancellationToken.None);
            return Refused(returnUrl);
        }

        var key = result.Passkey.CredentialId;
        switch (await signIn.BeginAsync(
            result.User.Id, SecurityKeysMethod.Id, transaction => SecurityKeyStore.HasAsync(transaction, key, context.RequestAborted), client,
            returnUrl, context.RequestAborted))
        {
            case PasswordlessResult.SignedIn signedIn:
                await limits.NoteSuccessAsync(result.User.Id, client, context.RequestAborted);
                SessionCookie.Write(context, signedIn.SessionToken);
                return Results.LocalRedirect(returnUrl);
            case PasswordlessResult.ConfirmAddress confirm:
                WayBack.Keep(context, returnUrl);
                AuthenticationFlowCookie.Write(context, AuthenticationFlowPurpose.ConfirmAddress, confirm.FlowToken, confirm.ExpiresAt);
                return Results.LocalRedirect("/sign-in/confirm-address");
            case PasswordlessResult.Disabled:
                return NotIn(returnUrl, reason: "disabled");
            case PasswordlessResult.Locked:
                return NotIn(returnUrl, reason: "still-locked");
            default:
                await refusals.NoteAsync(credential, isCopy: false, client, CancellationToken.None);
                return Refused(returnUrl);
        }
    }

    private static IResult NotIn(string returnUrl, string reason) =>
        returnUrl == LocalUrl.Home ? Results.LocalRedirect($"/sign-in?reason={reason}") : Refused(returnUrl, reason);

    private static IResult Refused(string returnUrl, string reason = "passkey") =>
        Results.LocalRedirect($"/sign-in?reason={reason}&returnUrl={Uri.EscapeDataString(returnUrl)}");

    private static string Purpose(KeyedHash keyedHash, string token) =>
        $"passkey:{Convert.ToHexStringLower(keyedHash.OfToken(token, "passkey"))}";

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
