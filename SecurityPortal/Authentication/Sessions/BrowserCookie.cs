namespace SecurityPortal.Authentication.Sessions;

/// <summary>A random token by which a browser is recognised. User agent strings are too much alike for that.</summary>
internal static class BrowserCookie
{
    private const string Name = "__Host-portal-browser";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>
    /// Returns the browser's token, and gives it one if it has none; null if it has none and the response has already started.
    /// </summary>
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
