using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Web;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>
/// Handles <c>/connect/authorize</c>: requests that OpenIddict has validated, and errors that only the person can be shown.
/// </summary>
internal static class AuthorizationEndpoint
{
    public static async Task HandleAsync(
        HttpContext context, AuthorizationService service, RequestTickets tickets, RequestSession found, ClientStore clients,
        AuditLogWriter log, OpenIdCounter counter, RequestRates rates)
    {
        if (context.GetOpenIddictServerResponse() is { Error.Length: > 0 } wrong)
        {
            counter.Authorized("", wrong.Error);
            await context.ShowPageAsync<OpenIdErrorPage>(
                StatusCodes.Status400BadRequest,
                new() { [nameof(OpenIdErrorPage.Error)] = wrong.Error, [nameof(OpenIdErrorPage.Description)] = wrong.ErrorDescription });
            return;
        }

        var request = AuthorizationRequest.Of(context);
        var session = found.Found;
        var answer = tickets.Take(context, request.RequestUri, session?.Id);
        var decision = session is null || await rates.TakeAsync(session.Id, context.RequestAborted)
            ? await service.DecideAsync(request, session, answer, context.RequestAborted)
            : new AuthorizationDecision.Refused(Errors.TemporarilyUnavailable, "Too many requests in this session. Try again in a minute.");
        if (decision is not AuthorizationDecision.LedTo)
        {
            Languages.StopAsking(context);
        }

        switch (decision)
        {
            case AuthorizationDecision.Granted granted:
                counter.Authorized(request.ClientId, OpenIdCounter.Passed);
                await context.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, granted.Principal);
                break;
            case AuthorizationDecision.Refused refused:
                counter.Authorized(request.ClientId, refused.Error);
                await RefuseAsync(context, request, refused, session, clients, log);
                break;
            case AuthorizationDecision.LedTo led:
                Languages.Ask(context, request.Request.UiLocales);
                context.Response.Redirect(led.Url);
                break;
        }
    }

    private static async Task RefuseAsync(
        HttpContext context, AuthorizationRequest request, AuthorizationDecision.Refused refused, LiveSession? session,
        ClientStore clients, AuditLogWriter log)
    {
        // A client that checks silently whether somebody is signed in has not refused anybody anything. One that sends too many
        // requests would fill the log.
        if (session is not null && !request.Wants(PromptValues.None) && refused.Error != Errors.TemporarilyUnavailable)
        {
            var name = (await clients.FindAsync(request.ClientId, context.RequestAborted))?.Name ?? request.ClientId;
            await log.AppendAsync(
                new AuditEvent(session.UserId, AuditEvents.ApplicationRefused, name).From(session.Client), context.RequestAborted);
        }

        await context.ForbidAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties(
            new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = refused.Error,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = refused.Description,
            }));
    }
}
