using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>
/// Changes methods that are on at the person's request. Every call names the session it comes from, and whatever the screen
/// would not offer is refused here too.
/// </summary>
internal sealed class TwoFactorMethods(
    MethodCatalogue catalogue, StepUpGuard guard, MethodChanges changes, IOptionsMonitor<PolicyOptions> policy)
{
    /// <summary>Returns what turning a method off would do, or why it may not be turned off.</summary>
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
    /// Turns a method off, with everything that depends on it (R4, R11), in one transaction.
    /// </summary>
    /// <param name="agreed">
    /// The ids of the methods that the person agreed to turn off. If others would be turned off by now, the change is refused.
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

    /// <summary>Marks a method as the one that sign-in opens first; null removes the mark.</summary>
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
        var off = changes.CascadeOf(enrolled, [methodId]);
        var ends = enrolled.IsTwoFactorOn && enrolled.Real.All(row => off.Contains(row.Method));
        return new(off, ends, ends && policy.CurrentValue.RequiresTwoFactor(session.Roles));
    }
}
