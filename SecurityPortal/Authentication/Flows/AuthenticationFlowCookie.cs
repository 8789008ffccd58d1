namespace SecurityPortal.Authentication.Flows;

/// <summary>The cookie that ties a browser to its pending flow. It holds only a random token.</summary>
internal static class AuthenticationFlowCookie
{
    public static string? Read(HttpContext context, AuthenticationFlowPurpose purpose) => context.Request.Cookies[Name(purpose)];

    public static void Write(HttpContext context, AuthenticationFlowPurpose purpose, string token, DateTimeOffset expires) =>
        context.Response.Cookies.Append(Name(purpose), token, Options(expires));

    public static void Clear(HttpContext context, AuthenticationFlowPurpose purpose) =>
        context.Response.Cookies.Delete(Name(purpose), Options(expires: null));

    private static string Name(AuthenticationFlowPurpose purpose) => purpose switch
    {
        AuthenticationFlowPurpose.SignIn => "__Host-portal-sign-in",
        AuthenticationFlowPurpose.Confirm => "__Host-portal-confirm",
        AuthenticationFlowPurpose.ConfirmAddress => "__Host-portal-confirm-address",
    };

    // Strict: opening the second step may send a code, and no other site may trigger that.
    private static CookieOptions Options(DateTimeOffset? expires) => HostCookie.Options(SameSiteMode.Strict, expires: expires);
}
