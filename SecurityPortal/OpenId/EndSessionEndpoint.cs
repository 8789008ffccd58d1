using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.OpenId;

/// <summary>
/// Handles <c>/connect/logout</c>: sign-out by an application (OpenID Connect RP-Initiated Logout 1.0). Without a prompt, it
/// ends only the session that the application's ID token names; otherwise any link could sign people out.
/// </summary>
internal static class EndSessionEndpoint
{
    public static async Task HandleAsync(
        HttpContext context, RequestSession found, SessionStore sessions, ClientStore clients, AuditLogWriter log)
    {
        if (context.GetOpenIddictServerResponse() is { Error.Length: > 0 } wrong)
        {
            await context.ShowPageAsync<OpenIdErrorPage>(
                StatusCodes.Status400BadRequest,
                new() { [nameof(OpenIdErrorPage.Error)] = wrong.Error, [nameof(OpenIdErrorPage.Description)] = wrong.ErrorDescription });
            return;
        }

        if (found.Found is { } session)
        {
            var hint = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal;
            if (!IsOf(hint, session))
            {
                context.Response.Redirect($"/connect/sign-out?request_uri={Uri.EscapeDataString(
                    AuthorizationRequest.Parameter(context, OpenIddictConstants.Parameters.RequestUri))}&client_id={Uri.EscapeDataString(
                    AuthorizationRequest.Parameter(context, OpenIddictConstants.Parameters.ClientId))}");
                return;
            }

            var client = await clients.FindAsync(hint!.GetAudiences().FirstOrDefault(), context.RequestAborted);
            await EndAsync(context, session, client?.Name ?? "", sessions, log);
        }

        await context.SignOutAsync(
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/sign-in?reason=signed-out" });
    }

    /// <summary>Ends this browser's session, as the portal's own "Sign out" does.</summary>
    /// <param name="by">The name of the application that asked for it; empty when there is none.</param>
    public static async Task EndAsync(HttpContext context, LiveSession session, string by, SessionStore sessions, AuditLogWriter log)
    {
        if (await sessions.EndAsync(session.UserId, session.Id, context.RequestAborted))
        {
            var client = ClientInfo.Of(context);
            var what = by.Length > 0 ? new AuditEvent(session.UserId, AuditEvents.ApplicationSignedOut, by) : new(session.UserId, AuditEvents.SignedOut);
            await log.AppendAsync(what.From(client), context.RequestAborted);
        }

        SessionCookie.Clear(context);
    }

    private static bool IsOf(ClaimsPrincipal? hint, LiveSession session) =>
        hint?.GetClaim(OpenIddictConstants.Claims.Subject) == session.UserId
        && Guid.TryParse(hint.GetClaim(OpenIdClaims.SessionId), out var id) && id == session.Id;
}
