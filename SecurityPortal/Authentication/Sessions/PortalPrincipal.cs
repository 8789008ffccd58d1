using System.Security.Claims;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Writes and reads the claims of a signed-in person.</summary>
internal static class PortalPrincipal
{
    private const string SessionIdClaim = "sid";
    private const string MustEnrolClaim = "must-enrol";
    private const string LanguageClaim = "locale";

    public static ClaimsPrincipal Of(LiveSession session, string scheme)
    {
        List<Claim> claims =
        [
            new(SessionIdClaim, session.Id.ToString()),
            new(ClaimTypes.NameIdentifier, session.UserId),
            new(ClaimTypes.Name, session.UserName),
            new(ClaimTypes.Email, session.Email),
        ];
        if (session.IsOnPass || session.MustEnrolSince is not null)
        {
            claims.Add(new(MustEnrolClaim, "true"));
        }

        if (session.DisplayName is not null)
        {
            claims.Add(new(DisplayName.Claim, session.DisplayName));
        }

        if (session.Language is not null)
        {
            claims.Add(new(LanguageClaim, session.Language));
        }

        if (session.Theme is not null)
        {
            claims.Add(new(Themes.Claim, session.Theme));
        }

        claims.AddRange(session.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        return new(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>Returns the id of the session, which services look up again before they do anything.</summary>
    public static Guid? SessionId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionIdClaim), out var id) ? id : null;

    /// <summary>Whether the session may be limited to enrolment. The session itself says whether it still is.</summary>
    public static bool MayHaveToEnrol(this ClaimsPrincipal principal) => principal.HasClaim(MustEnrolClaim, "true");

    public static IEnumerable<string> Roles(this ClaimsPrincipal principal) =>
        principal.FindAll(ClaimTypes.Role).Select(role => role.Value);

    /// <summary>Returns the person's own language; null if it is not known yet.</summary>
    public static string? Language(this ClaimsPrincipal principal) => principal.FindFirstValue(LanguageClaim);

    public static string? UserId(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier);
}
