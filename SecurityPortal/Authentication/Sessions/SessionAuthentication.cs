using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Turns the session cookie into the signed-in person, by one look-up in the sessions table.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionStore sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Context) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var session = await sessions.FindByTokenAsync(token, Context.RequestAborted);
        Context.RequestServices.GetRequiredService<RequestSession>().Found = session;
        return session is null
            ? AuthenticateResult.Fail("The session has ended.")
            : AuthenticateResult.Success(new(PortalPrincipal.Of(session, Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && !Request.Path.StartsWithSegments("/_blazor"))
        {
            var returnUrl = UrlEncoder.Encode(Request.PathBase + Request.Path + Request.QueryString);
            Response.Redirect($"/sign-in?returnUrl={returnUrl}");
        }
        else if (HttpMethods.IsPost(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            // A form of a page that was left open until its session was over: somebody sits before it.
            Response.Redirect($"/sign-in?reason=ended&returnUrl={UrlEncoder.Encode(Request.PathBase + Request.Path)}");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}

/// <summary>The claims of a signed-in person.</summary>
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

    /// <summary>The id of the session, which services look up again before they do anything.</summary>
    public static Guid? SessionId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionIdClaim), out var id) ? id : null;

    /// <summary>Whether the session may lead to enrolment only. The session itself says whether it still does.</summary>
    public static bool MayHaveToEnrol(this ClaimsPrincipal principal) => principal.HasClaim(MustEnrolClaim, "true");

    public static IEnumerable<string> Roles(this ClaimsPrincipal principal) =>
        principal.FindAll(ClaimTypes.Role).Select(role => role.Value);

    /// <summary>The person's own language; null when it is not known yet.</summary>
    public static string? Language(this ClaimsPrincipal principal) => principal.FindFirstValue(LanguageClaim);

    /// <summary>How pages look for the person; null when they have not chosen.</summary>
    public static string? Theme(this ClaimsPrincipal principal) => principal.FindFirstValue(Themes.Claim);

    public static string? UserId(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier);
}
