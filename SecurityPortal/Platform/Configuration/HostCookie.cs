namespace SecurityPortal.Platform.Configuration;

/// <summary>The attributes of the portal's cookies (ASVS 3.3.1 to 3.3.4); their names have the prefix <c>__Host-</c>.</summary>
internal static class HostCookie
{
    /// <param name="maxAge">How long the browser keeps it; null until the browser is closed.</param>
    /// <param name="expires">The same as a time.</param>
    public static CookieOptions Options(SameSiteMode sameSite, TimeSpan? maxAge = null, DateTimeOffset? expires = null) => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = sameSite,
        IsEssential = true,
        MaxAge = maxAge,
        Expires = expires,
    };
}
