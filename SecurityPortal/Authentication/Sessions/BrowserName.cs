namespace SecurityPortal.Authentication.Sessions;

/// <summary>Names a browser and its system from what it says of itself. For people to recognise, not to rely on.</summary>
internal static class BrowserName
{
    // In this order: each also claims to be some of those after it.
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

    /// <summary>The browser's name; null when it is none that we know.</summary>
    public static string? Browser(string userAgent) => Find(Browsers, userAgent);

    /// <summary>The system's name; null when it is none that we know.</summary>
    public static string? System(string userAgent) => Find(Systems, userAgent);

    /// <summary>Whether it is held in the hand.</summary>
    public static bool IsHandheld(string userAgent) => System(userAgent) is "iPhone" or "iPad" or "Android";

    private static string? Find((string Mark, string Name)[] names, string userAgent) =>
        names.FirstOrDefault(name => userAgent.Contains(name.Mark, StringComparison.Ordinal)).Name;
}
