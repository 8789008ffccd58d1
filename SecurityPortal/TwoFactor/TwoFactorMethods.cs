using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>
/// The one service behind the two-factor screen. Every call names the session it comes from, and everything that
/// the screen would not offer is refused here as well.
/// </summary>
internal sealed class TwoFactorMethods(
    IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, StepUpGuard guard, Enrolments enrolments,
    EnrolmentService setups, EnrolmentRules rules, MethodChanges changes, SessionStore sessions, PolicyDeadlines deadlines,
    IOptionsMonitor<PolicyOptions> policy, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>All that the screen shows; null when the session is over.</summary>
    public async Task<TwoFactorOverview?> OverviewAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await OverviewAsync(db, session, cancellationToken)
            : null;
    }

    /// <summary>The same for a session that was found alive a moment ago, by the request that asks for the page.</summary>
    public async Task<TwoFactorOverview> OverviewAsync(LiveSession session, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await OverviewAsync(db, session, cancellationToken);
    }

    private async Task<TwoFactorOverview> OverviewAsync(
        PortalDbContext db, LiveSession session, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, session.UserId, cancellationToken);
        List<MethodView> views = [];
        foreach (var method in catalogue.All.Where(method =>
            enrolled.IsOn(method.Description.Id) || rules.IsOffered(method, session, enrolled)))
        {
            var view = View(method, enrolled);
            views.Add(view.IsOn || !view.IsAvailable
                ? view
                : view with { Obstacle = await method.ObstacleAsync(db, session.UserId, session.Id, cancellationToken) });
        }

        return new(views, enrolled.IsTwoFactorOn, enrolled.IndependentFactors)
        {
            Deadline = await deadlines.FindAsync(db, session, enrolled, cancellationToken),
            CheckUp = TwoFactor.CheckUp.Of(enrolled, policy.CurrentValue.CheckUpAfter, clock.GetUtcNow()),
        };
    }

    /// <summary>Whether the person has two-factor on; false when the session is over.</summary>
    public async Task<bool> IsOnAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            && (await enrolments.ListAsync(db, session.UserId, cancellationToken)).IsTwoFactorOn;
    }

    /// <inheritdoc cref="EnrolmentService.CheckAsync"/>
    public Task<MethodRefusal?> CheckSetupAsync(
        Guid sessionId, string methodId, CancellationToken cancellationToken = default) =>
        setups.CheckAsync(sessionId, methodId, cancellationToken);

    /// <inheritdoc cref="EnrolmentService.BeginAsync(Guid, string, IReadOnlyDictionary{string, string?}, CancellationToken)"/>
    public Task<BeginResult> BeginSetupAsync(
        Guid sessionId, string methodId, IReadOnlyDictionary<string, string?> input,
        CancellationToken cancellationToken = default) =>
        setups.BeginAsync(sessionId, methodId, input, cancellationToken);

    /// <inheritdoc cref="EnrolmentService.SendCodeAsync"/>
    public Task<SendCodeResult> SendSetupCodeAsync(
        Guid sessionId, Guid setupId, CancellationToken cancellationToken = default) =>
        setups.SendCodeAsync(sessionId, setupId, cancellationToken);

    /// <inheritdoc cref="EnrolmentService.ProgressAsync"/>
    public Task<CodeLine?> SetupProgressAsync(
        Guid sessionId, Guid setupId, string to, CancellationToken cancellationToken = default) =>
        setups.ProgressAsync(sessionId, setupId, to, cancellationToken);

    /// <inheritdoc cref="EnrolmentService.OpenAsync"/>
    public Task<object?> OpenSetupAsync(Guid sessionId, Guid setupId, CancellationToken cancellationToken = default) =>
        setups.OpenAsync(sessionId, setupId, cancellationToken);

    /// <inheritdoc cref="EnrolmentService.WaitAsync"/>
    public Task<bool?> WaitForSetupAsync(Guid sessionId, Guid setupId, CancellationToken cancellationToken = default) =>
        setups.WaitAsync(sessionId, setupId, cancellationToken);

    /// <inheritdoc cref="EnrolmentService.TurnOnAsync"/>
    public Task<TurnOnResult> TurnOnAsync(
        Guid sessionId, Guid setupId, string? proof, string? name, CancellationToken cancellationToken = default) =>
        setups.TurnOnAsync(sessionId, setupId, proof, name, cancellationToken);

    /// <summary>What turning a method off would do, or why it may not be.</summary>
    public async Task<(TurnOffPreview? Preview, MethodRefusal? Refusal)> PreviewTurnOffAsync(
        Guid sessionId, string methodId, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken);
        if (session is null)
        {
            return (null, new(fault!.Value));
        }

        return session.Enrolled.IsOn(methodId)
            ? (Preview(methodId, session.Session, session.Enrolled), null)
            : (null, new(MethodFault.ChangedMeanwhile));
    }

    /// <summary>
    /// Turns a method off, with all that cannot be without it (R4, R11), in one transaction.
    /// </summary>
    /// <param name="agreed">
    /// The ids that the person was shown. Anything else would be a change that nobody agreed to, and is refused.
    /// </param>
    public async Task<MethodResult> TurnOffAsync(
        Guid sessionId, string methodId, IReadOnlyCollection<string> agreed, CancellationToken cancellationToken = default)
    {
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return MethodResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        if (!change.Enrolled.IsOn(methodId))
        {
            return MethodResult.Refuse(MethodFault.ChangedMeanwhile);
        }

        var preview = Preview(methodId, change.Session, change.Enrolled);
        if (!preview.Methods.ToHashSet().SetEquals(agreed))
        {
            return MethodResult.Refuse(MethodFault.ChangedMeanwhile);
        }

        if (preview.ForbiddenByPolicy)
        {
            return MethodResult.Refuse(MethodFault.RequiredByPolicy);
        }

        await changes.DisableAsync(change.Transaction, preview.Methods, cancellationToken);
        await changes.CompleteAsync(change, new() { Off = preview.Methods }, cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new MethodResult.Done();
    }

    /// <summary>Marks a method as the one that sign-in opens first, or with null takes the mark away.</summary>
    public async Task<MethodResult> PreferAsync(
        Guid sessionId, string? methodId, CancellationToken cancellationToken = default)
    {
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return MethodResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        if (methodId is not null && (!change.Enrolled.IsOn(methodId) || catalogue.Describe(methodId).IsEmergency))
        {
            return MethodResult.Refuse(MethodFault.ChangedMeanwhile);
        }

        var transaction = change.Transaction;
        await transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.PreferredMethod, methodId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MethodResult.Done();
    }

    private TurnOffPreview Preview(string methodId, LiveSession session, EnrolledMethods enrolled)
    {
        var off = enrolled.All.Select(row => row.Method)
            .Where(id => id == methodId || catalogue.Describe(id).Requires == methodId).ToList();
        var ends = enrolled.IsTwoFactorOn && !enrolled.Real.Any(row => !off.Contains(row.Method));
        if (ends)
        {
            off.AddRange(enrolled.All.Select(row => row.Method).Except(off));
        }

        return new(
            [.. catalogue.All.Select(method => method.Description.Id).Where(off.Contains)],
            ends,
            ends && policy.CurrentValue.RequiresTwoFactor(session.Roles));
    }

    private MethodDetail? Detail(ITwoFactorMethod method, MethodEnrolment enrolment) => catalogue.IsServed(enrolment.Method)
        ? method.Detail(enrolment)
        : new(texts["We no longer send codes this way. Use another method."], NeedsAttention: true);

    private MethodView View(ITwoFactorMethod method, EnrolledMethods enrolled)
    {
        var description = method.Description;
        var enrolment = enrolled.Find(description.Id);
        return new(
            description,
            enrolment?.Since,
            enrolment is null ? null : Detail(method, enrolment),
            enrolment?.Count ?? 0,
            IsPreferred: enrolled.Preferred == description.Id,
            HasItems: method is IHasItems,
            NeedsFirst: description.Requires is { } required && !enrolled.IsOn(required) ? catalogue.Describe(required) : null,
            NeedsAnyFirst: !description.IsPrimaryFactor && !enrolled.IsTwoFactorOn);
    }
}
