using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Settings;

/// <summary>Says which browser a session is in and how the person signed in.</summary>
internal sealed class SessionTexts(MethodCatalogue catalogue, IStringLocalizer<Texts> texts)
{
    public string Browser(string userAgent) => (BrowserName.Browser(userAgent), BrowserName.System(userAgent)) switch
    {
        ({ } browser, { } system) => texts["{0} on {1}", browser, system],
        ({ } browser, null) => browser,
        (null, { } system) => texts["A browser on {0}", system],
        _ => texts["An unknown browser"],
    };

    /// <summary>Returns the icon of the device.</summary>
    public string Picture(string userAgent) => BrowserName.System(userAgent) switch
    {
        "iPad" => "tablet",
        "iPhone" or "Android" => "phone",
        "macOS" or "ChromeOS" => "laptop",
        _ => "device",
    };

    public string AuthenticationMethods(IEnumerable<string> steps, string separator = " + ") => string.Join(separator, steps.Select(Step));

    private string Step(string step) => step switch
    {
        Authentication.Sessions.AuthenticationMethods.Password => texts["password"],
        Authentication.Sessions.AuthenticationMethods.TrustedDevice => texts["trusted device"],
        Authentication.Sessions.AuthenticationMethods.TemporaryPass => texts["temporary pass"],
        Authentication.Sessions.AuthenticationMethods.UserVerified => texts["PIN, fingerprint or face"],
        Authentication.Sessions.AuthenticationMethods.Email => texts["a code by email"],
        _ => catalogue.Find(step)?.Description.Name ?? step,
    };
}
