namespace SecurityPortal.Platform.Web;

/// <summary>Light, dark, or as the browser is set: what a person may choose for how pages look.</summary>
internal static class Themes
{
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>Whatever the browser is set to.</summary>
    public const string System = "system";

    /// <summary>The claim of a signed-in person that holds their choice.</summary>
    public const string Claim = "theme";

    // Written by the script, and no secret: pages before sign-in look as the browser's last person wants them.
    private const string CookieName = "portal-theme";

    public static IReadOnlyList<string> All { get; } = [System, Light, Dark];

    /// <summary>The choice for this request, by the person or else by the cookie; null when the browser's setting decides.</summary>
    public static string? Of(HttpContext context) =>
        (context.User.FindFirst(Claim)?.Value ?? context.Request.Cookies[CookieName]) is var chosen && chosen is Light or Dark ? chosen : null;
}
