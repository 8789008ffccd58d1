namespace SecurityPortal.Authentication.Sessions;

/// <summary>Names a browser and its operating system, from its user agent string: for people to recognise, not to rely on.</summary>
internal static class BrowserName
{
    // The order matters: each one also claims to be some of those after it.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Returns the browser's name; null if it is unknown.</summary>
    public static string? Browser(string userAgent) => Find(Browsers, userAgent);

    /// <summary>Returns the operating system's name; null if it is unknown.</summary>
    public static string? System(string userAgent) => Find(Systems, userAgent);

    /// <summary>Whether it is a phone or a tablet.</summary>
    public static bool IsHandheld(string userAgent) => System(userAgent) is "iPhone" or "iPad" or "Android";

    private static string? Find((string Mark, string Name)[] names, string userAgent) =>
        names.FirstOrDefault(name => userAgent.Contains(name.Mark, StringComparison.Ordinal)).Name;
}
