using OpenIddict.Abstractions;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>
/// Decides on an authorization request: a code, an error, or something that the person has to do first. Asked
/// again each time the browser comes back, so that no step can be left out by going elsewhere.
/// </summary>
internal sealed class AuthorizationService(
    UnrestrictedSessions unrestricted, StepUp stepUp, ClientStore clients, Consents consents, ApplicationSessions applications,
    OpenIdClaims claims)
{
    /// <param name="request">The request.</param>
    /// <param name="session">The live session of the browser; null when nobody is signed in.</param>
    /// <param name="answer">What the person said on a page of ours about this very request.</param>
    public async Task<AuthorizationDecision> DecideAsync(
        AuthorizationRequest request, LiveSession? session, RequestAnswer? answer, CancellationToken cancellationToken)
    {
        if (await clients.FindAsync(request.ClientId, cancellationToken) is not { } client)
        {
            return new AuthorizationDecision.Refused(Errors.UnauthorizedClient, "The client is not there any more.");
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
            return new AuthorizationDecision.Refused(Errors.AccessDenied, "The person said no.");
        }

        if (await unrestricted.FindAsync(session.Id, cancellationToken) is null)
        {
            return silent
                ? new AuthorizationDecision.Refused(Errors.InteractionRequired, "The person has to turn a second factor on first.")
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
                ? new AuthorizationDecision.Refused(Errors.LoginRequired, "The person has to show again that it is them.")
                : first;
        }

        var scopes = request.Request.GetScopes();
        if (!client.IsFirstParty
            && !await consents.IsGivenAsync(session.UserId, client, scopes, request.Wants(PromptValues.Consent) ? request.ReceivedAt : null, cancellationToken))
        {
            return silent
                ? new AuthorizationDecision.Refused(Errors.ConsentRequired, "The person has not been asked yet.")
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
