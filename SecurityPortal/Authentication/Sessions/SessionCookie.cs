namespace SecurityPortal.Authentication.Sessions;

/// <summary>The cookie that ties a browser to its session. It holds only a random token (ASVS 3.3.1 to 3.3.4).</summary>
internal static class SessionCookie
{
    private const string Name = "__Host-portal-session";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Write(HttpContext context, string token) =>
        context.Response.Cookies.Append(Name, token, Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    // Lax: a person who follows a link in a notification must still be signed in. No expiry: the cookie ends with the
    // browser, and the session's row decides anyway.
    private static CookieOptions Options() => HostCookie.Options(SameSiteMode.Lax);
}
