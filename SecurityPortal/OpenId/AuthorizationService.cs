using OpenIddict.Abstractions;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>
/// Decides on an authorization request: a code, an error, or a step that the person has to take first. It decides anew each
/// time the browser comes back, so that nobody can skip a step by going elsewhere.
/// </summary>
internal sealed class AuthorizationService(
    UnrestrictedSessions unrestricted, StepUp stepUp, ClientStore clients, Consents consents, ApplicationSessions applications,
    OpenIdClaims claims)
{
    /// <param name="request">The request.</param>
    /// <param name="session">The browser's live session; null when nobody is signed in.</param>
    /// <param name="answer">The person's answer to this very request on one of our pages.</param>
    public async Task<AuthorizationDecision> DecideAsync(
        AuthorizationRequest request, LiveSession? session, RequestAnswer? answer, CancellationToken cancellationToken)
    {
        if (await clients.FindAsync(request.ClientId, cancellationToken) is not { } client)
        {
            return new AuthorizationDecision.Refused(Errors.UnauthorizedClient, "The client no longer exists.");
        }

        var silent = request.Wants(PromptValues.None);
        if (session is null)
        {
            return silent
                ? new AuthorizationDecision.Refused(Errors.LoginRequired, "Nobody is signed in.")
                : new AuthorizationDecision.LedTo(EntranceUrl(request));
        }

        if (answer == RequestAnswer.Denied)
        {
            return new AuthorizationDecision.Refused(Errors.AccessDenied, "The user denied the request.");
        }

        if (await unrestricted.FindAsync(session.Id, cancellationToken) is null)
        {
            return silent
                ? new AuthorizationDecision.Refused(Errors.InteractionRequired, "The user must turn on a second factor first.")
                : new AuthorizationDecision.LedTo(StepUp.EnrolmentUrl(method: null, request));
        }

        if (request.Wants(PromptValues.SelectAccount) && answer != RequestAnswer.Chosen && session.CreatedAt < request.ReceivedAt)
        {
            return new AuthorizationDecision.LedTo(consents.PageUrl("account", request, session.Id));
        }

        var proof = await stepUp.ProofAsync(session, cancellationToken);
        if (await stepUp.DecideAsync(request, session, proof, cancellationToken) is { } first)
        {
            return silent && first is AuthorizationDecision.LedTo
                ? new AuthorizationDecision.Refused(Errors.LoginRequired, "The user must reauthenticate.")
                : first;
        }

        var scopes = request.Request.GetScopes();
        if (!client.IsFirstParty
            && !await consents.IsGivenAsync(session.UserId, client, scopes, request.Wants(PromptValues.Consent) ? request.ReceivedAt : null, cancellationToken))
        {
            return silent
                ? new AuthorizationDecision.Refused(Errors.ConsentRequired, "The user has not given consent.")
                : new AuthorizationDecision.LedTo(consents.PageUrl("consent", request, session.Id));
        }

        if (await applications.BeginAsync(session, client, scopes, cancellationToken) is not { } authorization)
        {
            return new AuthorizationDecision.LedTo(EntranceUrl(request));
        }

        return new AuthorizationDecision.Granted(await claims.PrincipalAsync(
            session, proof, proof.Answer(request.AcrValues), scopes, authorization, cancellationToken));
    }

    private static string EntranceUrl(AuthorizationRequest request) => request.Wants("create")
        ? $"/register?returnUrl={Uri.EscapeDataString(request.ContinueUrl)}"
        : $"/sign-in?returnUrl={Uri.EscapeDataString(request.ContinueUrl)}{Hint(request)}";

    private static string Hint(AuthorizationRequest request) =>
        request.Request.LoginHint is { Length: > 0 and <= 256 } hint ? $"&hint={Uri.EscapeDataString(VisibleText.Trim(hint))}" : "";
}
