namespace SecurityPortal.Platform.Web;

/// <summary>The themes that a person can choose: light, dark, or the browser's setting.</summary>
internal static class Themes
{
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>The browser's setting.</summary>
    public const string System = "system";

    /// <summary>The claim of a signed-in person that holds their choice.</summary>
    public const string Claim = "theme";

    // Written by the script, and not a secret: pages before sign-in use the choice of the last person at this browser.
    private const string CookieName = "portal-theme";

    public static IReadOnlyList<string> All { get; } = [System, Light, Dark];

    /// <summary>
    /// Returns the choice for this request, from the person or else from the cookie; null when the browser's setting decides.
    /// </summary>
    public static string? Of(HttpContext context) =>
        (context.User.FindFirst(Claim)?.Value ?? context.Request.Cookies[CookieName]) is var chosen && chosen is Light or Dark ? chosen : null;
}
