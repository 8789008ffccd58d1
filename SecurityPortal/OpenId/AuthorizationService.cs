using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>
/// Decides what becomes of an authorization request: a code, an error, or something that the person has to do first. Asked
/// again each time the browser comes back, so that no step can be left out by going elsewhere.
/// </summary>
internal sealed class AuthorizationService(
    IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions unrestricted, MethodCatalogue catalogue, Enrolments enrolments,
    StepUpGuard guard, EnrolmentRules rules, ClientStore clients, Consents consents, ApplicationSessions applications, OpenIdClaims claims,
    TimeProvider clock)
{
    private const string Unmet = "unmet_authentication_requirements";

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
                : new AuthorizationDecision.LedTo(EnrolmentUrl(method: null, request));
        }

        if (request.Wants(PromptValues.SelectAccount) && answer != RequestAnswer.Chosen && session.CreatedAt < request.ReceivedAt)
        {
            return new AuthorizationDecision.LedTo(consents.PageUrl("account", request, session.Id));
        }

        var proof = await ProofAsync(session, cancellationToken);
        if (await StepUpAsync(request, session, proof, cancellationToken) is { } stepUp)
        {
            return silent && stepUp is AuthorizationDecision.LedTo
                ? new AuthorizationDecision.Refused(Errors.LoginRequired, "The person has to show again that it is them.")
                : stepUp;
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

    private async Task<Assurance> ProofAsync(LiveSession session, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var keys = (await db.Set<IdentityUserPasskey<string>>().AsNoTracking().Where(key => key.UserId == session.UserId)
            .ToListAsync(cancellationToken)).Select(key => key.Data.IsBackupEligible).ToList();
        return Assurance.Of(session, catalogue, keysAreBound: keys.Count > 0 && !keys.Contains(true));
    }

    /// <summary>What the person has to do to be as sure as the client asks; null when they are.</summary>
    private async Task<AuthorizationDecision?> StepUpAsync(
        AuthorizationRequest request, LiveSession session, Assurance proof, CancellationToken cancellationToken)
    {
        var wanted = request.AcrValues;
        var level = Assurance.Lowest(wanted);
        if (wanted.Count > 0 && level is null)
        {
            return new AuthorizationDecision.Refused(Unmet, "None of these acr values can be reached here.");
        }

        if (level is { } needed && proof.Level < needed)
        {
            return await ReachAsync(request, session, needed, cancellationToken);
        }

        var isTooOld = request.Request.MaxAge is { } seconds && clock.GetUtcNow() - proof.At > TimeSpan.FromSeconds(seconds);
        var isWanted = request.Wants(PromptValues.Login) && session.ConfirmedAt < request.ReceivedAt;
        return isTooOld && session.ConfirmedAt < request.ReceivedAt || isWanted ? ConfirmFirst(request, method: null) : null;
    }

    private async Task<AuthorizationDecision> ReachAsync(
        AuthorizationRequest request, LiveSession session, AssuranceLevel needed, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(session.UserId, cancellationToken);
        var known = enrolled.All.Where(row => row.Count > 0).Select(row => catalogue.Describe(row.Method)).ToList();
        if (known.Where(method => guard.IsStrongEnough(method.Id, enrolled) && Serves(method, needed))
            .MaxBy(method => method.Strength) is { } method)
        {
            return ConfirmFirst(request, needed == AssuranceLevel.PhishingResistant ? method.Id : null);
        }

        return catalogue.All.Where(offered => Serves(offered.Description, needed) && offered.Description.IsPrimaryFactor
                && rules.IsOffered(offered, session, enrolled))
            .MaxBy(offered => offered.Description.Strength) is { } open && !(session.FrozenUntil > clock.GetUtcNow())
            ? new AuthorizationDecision.LedTo(EnrolmentUrl(open.Description.Id, request))
            : new AuthorizationDecision.Refused(Unmet, "The person has no method that could reach this, and may set up none.");
    }

    private static bool Serves(MethodDescription method, AssuranceLevel needed) =>
        method.ProvesPossession && (needed < AssuranceLevel.PhishingResistant || method.Strength == MethodStrength.Strongest);

    private static AuthorizationDecision.LedTo ConfirmFirst(AuthorizationRequest request, string? method) => new(
        $"/sign-in/confirm?returnUrl={Uri.EscapeDataString(request.ContinueUrl)}{(method is null ? "" : $"&method={method}")}");

    private static string EnrolmentUrl(string? method, AuthorizationRequest request) =>
        $"/settings/security/two-factor?{(method is null ? "" : $"setup={method}&")}return={Uri.EscapeDataString(request.ContinueUrl)}";

    private static string EntranceUrl(AuthorizationRequest request) => request.Wants("create")
        ? $"/register?returnUrl={Uri.EscapeDataString(request.ContinueUrl)}"
        : $"/sign-in?returnUrl={Uri.EscapeDataString(request.ContinueUrl)}{Hint(request)}";

    private static string Hint(AuthorizationRequest request) =>
        request.Request.LoginHint is { Length: > 0 and <= 256 } hint ? $"&hint={Uri.EscapeDataString(VisibleText.Trim(hint))}" : "";
}
