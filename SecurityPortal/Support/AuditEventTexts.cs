using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support;

/// <summary>Describes log entries for support staff.</summary>
internal sealed class AuditEventTexts(
    MethodCatalogue catalogue, EventDetailTexts details, IStringLocalizer<Texts> texts, IStringLocalizer<SecurityPortal.Audit.Texts> events)
{
    public string What(string name, string detail)
    {
        if (AuditEvents.Find(name) is not { } type)
        {
            return detail.Length == 0 ? name : $"{name}: {detail}";
        }

        var about = details.Say(type.Detail, detail, AuthenticationMethods);
        return about.Length == 0 ? type.Support(events) : $"{type.Support(events)}: {about}";
    }

    public string Browser(string userAgent) => (BrowserName.Browser(userAgent), BrowserName.System(userAgent)) switch
    {
        ({ } browser, { } system) => texts["{0} on {1}", browser, system],
        ({ } browser, null) => browser,
        (null, { } system) => texts["A browser on {0}", system],
        _ => texts["An unknown browser"],
    };

    /// <summary>Names the steps of a sign-in.</summary>
    public string AuthenticationMethods(IEnumerable<string> steps) => string.Join(" + ", steps.Select(step => step switch
    {
        Authentication.Sessions.AuthenticationMethods.Password => texts["password"],
        Authentication.Sessions.AuthenticationMethods.TrustedDevice => texts["trusted device"],
        Authentication.Sessions.AuthenticationMethods.TemporaryPass => texts["temporary pass"],
        Authentication.Sessions.AuthenticationMethods.UserVerified => texts["PIN, fingerprint or face"],
        Authentication.Sessions.AuthenticationMethods.Email => texts["a code by email"],
        _ => catalogue.Find(step)?.Description.Name ?? step,
    }));

    public string Who(string actor) => actor switch
    {
        "self" => texts["the person"],
        "portal" => texts["the portal"],
        AuditActors.Operator => texts["the operator"],
        _ => actor,
    };
}
