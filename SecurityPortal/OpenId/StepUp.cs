using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>
/// Compares a session with the authentication that a client asks for, and sends the person to the step that is missing (RFC
/// 9470).
/// </summary>
internal sealed class StepUp(
    IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, Enrolments enrolments, StepUpGuard guard, EnrolmentRules rules,
    TimeProvider clock)
{
    private const string Unmet = "unmet_authentication_requirements";

    /// <summary>Returns the page where the person turns on a method and then continues with the request.</summary>
    public static string EnrolmentUrl(string? method, AuthorizationRequest request) =>
        $"/settings/security/two-factor?{(method is null ? "" : $"setup={method}&")}return={Uri.EscapeDataString(request.ContinueUrl)}";

    /// <summary>Returns the assurance of the session.</summary>
    public async Task<Assurance> ProofAsync(LiveSession session, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var keys = (await db.Set<IdentityUserPasskey<string>>().AsNoTracking().Where(key => key.UserId == session.UserId)
            .ToListAsync(cancellationToken)).Select(key => key.Data.IsBackupEligible).ToList();
        return Assurance.Of(session, catalogue, keysAreBound: keys.Count > 0 && !keys.Contains(true));
    }

    /// <summary>
    /// Returns the step that the person still has to take for the client's request, or a refusal when no step would be enough;
    /// null when none is missing.
    /// </summary>
    public async Task<AuthorizationDecision?> DecideAsync(
        AuthorizationRequest request, LiveSession session, Assurance proof, CancellationToken cancellationToken)
    {
        var wanted = request.AcrValues;
        var level = Assurance.Lowest(wanted);
        if (wanted.Count > 0 && level is null)
        {
            return new AuthorizationDecision.Refused(Unmet, "None of these acr values is supported.");
        }

        if (level is { } needed && proof.Level < needed)
        {
            return await ReachAsync(request, session, needed, cancellationToken);
        }

        var isTooOld = request.Request.MaxAge is { } seconds && (clock.GetUtcNow() - proof.At).TotalSeconds > seconds;
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
            : new AuthorizationDecision.Refused(Unmet, "The user has no method that reaches this level and may not set one up.");
    }

    private static bool Serves(MethodDescription method, AssuranceLevel needed) =>
        method.ProvesPossession && (needed < AssuranceLevel.PhishingResistant || method.Strength == MethodStrength.Strongest);

    private static AuthorizationDecision.LedTo ConfirmFirst(AuthorizationRequest request, string? method) => new(
        $"/sign-in/confirm?returnUrl={Uri.EscapeDataString(request.ContinueUrl)}{(method is null ? "" : $"&method={method}")}");
}
