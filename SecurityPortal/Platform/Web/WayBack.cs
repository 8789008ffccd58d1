namespace SecurityPortal.Platform.Web;

/// <summary>
/// Where somebody goes on once a link in a mail was opened. It stays in the browser that asked for the mail and is in no
/// link: an application takes an answer in the browser that began there and in no other, and nobody can send a stranger a
/// mail that leads them somewhere.
/// </summary>
internal static class WayBack
{
    private const string CookieName = "__Host-portal-way-back";

    /// <summary>As long as the request of an application is kept.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Keeps this way in place of any other; null, or one that leads nowhere in particular, keeps none.</summary>
    public static void Keep(HttpContext context, string? url)
    {
        if (LocalUrl.OrHome(url) is not LocalUrl.Home and var way)
        {
            context.Response.Cookies.Append(CookieName, way, Cookie(Lifetime));
        }
        else
        {
            Forget(context);
        }
    }

    /// <summary>The parameter of the sign-in page that leads this way, with an ampersand before it; empty when there is none.</summary>
    public static string Take(HttpContext context)
    {
        var way = LocalUrl.OrHome(context.Request.Cookies[CookieName]);
        Forget(context);
        return way == LocalUrl.Home ? "" : $"&returnUrl={Uri.EscapeDataString(way)}";
    }

    private static void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(CookieName))
        {
            context.Response.Cookies.Delete(CookieName, Cookie(lifetime: null));
        }
    }

    private static CookieOptions Cookie(TimeSpan? lifetime) => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        MaxAge = lifetime,
    };
}
