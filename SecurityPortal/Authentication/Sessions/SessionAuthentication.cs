using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Authenticates requests by their session cookie, with one look-up in the sessions table.</summary>
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
            // A form from a page that was left open until its session had ended: a person is waiting for the answer.
            Response.Redirect($"/sign-in?reason=ended&returnUrl={UrlEncoder.Encode(Request.PathBase + Request.Path)}");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}
