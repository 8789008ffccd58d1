namespace SecurityPortal.Platform.Web;

/// <summary>
/// Where a person continues after opening a link in an email. It is stored in the browser that asked for the email, not in the
/// link: an application accepts an answer only in the browser where the sign-in began, and nobody can send a stranger an email
/// that leads them to a chosen address.
/// </summary>
internal static class WayBack
{
    private const string CookieName = "__Host-portal-way-back";

    /// <summary>As long as an application's request is stored.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Stores this address instead of any other. Null, the first page or an address outside the portal stores none.</summary>
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

    /// <summary>
    /// Returns the stored address as a parameter for the sign-in page, with an ampersand before it, and forgets it; empty when
    /// there is none.
    /// </summary>
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

    private static CookieOptions Cookie(TimeSpan? lifetime) => HostCookie.Options(SameSiteMode.Lax, lifetime);
}
