namespace SecurityPortal.Authentication.Sessions;

/// <summary>The browser's hold on its session: a random token and nothing else (ASVS 3.3.1 to 3.3.4).</summary>
internal static class SessionCookie
{
    private const string Name = "__Host-portal-session";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Write(HttpContext context, string token) =>
        context.Response.Cookies.Append(Name, token, Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    // Lax: the links in notifications must find the person signed in. No expiry: it goes with the browser, and the session
    // row knows better anyway.
    private static CookieOptions Options() => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };
}
