namespace SecurityPortal.Authentication.Sessions;

/// <summary>A random token by which a browser is recognised. User agent strings are too much alike for that.</summary>
internal static class BrowserCookie
{
    private const string Name = "__Host-portal-browser";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>
    /// Returns the browser's token, and gives it one if it has none; null if it has none and the response has already started.
    /// A request from another site gets one that is not kept: it may hide the cookie, but not a new browser.
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
        if (context.Request.Headers["Sec-Fetch-Site"] != "cross-site")
        {
            // Lax: an application that signs people out sends their browser here from another site. A form that it posts comes
            // without the cookie all the same, and must not replace the one that the browser may have.
            context.Response.Cookies.Append(Name, token, HostCookie.Options(SameSiteMode.Lax, Lifetime));
        }

        return token;
    }
}
