namespace SecurityPortal.Authentication.Sessions;

/// <summary>A random mark by which a browser is known again. The names that browsers give themselves are all alike.</summary>
internal static class BrowserCookie
{
    private const string Name = "__Host-portal-browser";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>The browser's mark; it gets one when it has none. Null when the answer is in progress already.</summary>
    public static string? Of(HttpContext context)
    {
        if (context.Request.Cookies[Name] is { Length: RandomToken.Length } known)
        {
            return known;
        }

        if (context.Response.HasStarted)
        {
            return null;
        }

        var token = RandomToken.Create();
        context.Response.Cookies.Append(Name, token, new CookieOptions
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
            MaxAge = Lifetime,
        });
        return token;
    }
}
