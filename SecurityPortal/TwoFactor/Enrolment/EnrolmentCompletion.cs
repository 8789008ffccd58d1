using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.TwoFactor.Enrolment;

/// <summary>Completes an enrolment: turns methods on with everything that this entails, or changes nothing.</summary>
internal sealed class EnrolmentCompletion(
    MethodCatalogue catalogue, StepUpGuard guard, Enrolments enrolments, PendingEnrolments pending, MethodChanges changes, EnrolmentRules rules,
    IEnumerable<IMethodsChangedHandler> watchers)
{
    /// <summary>Turns on the proven method, and the one whose enrolment waited for it, in one transaction.</summary>
    public async Task<TurnOnResult> CommitAsync(
        PendingEnrolment row, Guid sessionId, CancellationToken cancellationToken)
    {
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken, enrolling: true);
        if (change is null)
        {
            return TurnOnResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        await AttemptLimiter.ClearAsync(change.Transaction.Db, EnrolmentService.Begun(row.UserId), cancellationToken);
        if (rules.CompanionOf(row, change.Session, change.Enrolled) is not null)
        {
            // The other methods were turned off after the proof was checked, so this is a first method after all (R12).
            return TurnOnResult.Refuse(MethodFault.ChangedMeanwhile);
        }

        var outcome = new MethodChange();
        Guid[] setups = row.Completes is { } first ? [first, row.Id] : [row.Id];
        foreach (var id in setups)
        {
            var (next, refusal) = await ApplyAsync(change, id, outcome, cancellationToken);
            if (next is null)
            {
                return TurnOnResult.Refuse(refusal!.Value);
            }

            outcome = next;
        }

        await changes.CompleteAsync(change, outcome, cancellationToken);
        foreach (var watcher in watchers)
        {
            await watcher.SetUpAsync(change.Transaction, [.. outcome.On, .. outcome.Changed], cancellationToken);
        }

        await NoteProofInSessionAsync(change, outcome, cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new TurnOnResult.On(outcome.Off) { AddedItem = outcome.AddedName };
    }

    /// <summary>Applies one proven enrolment on top of what the change has done so far.</summary>
    private async Task<(MethodChange? Outcome, MethodFault? Fault)> ApplyAsync(
        GuardedChange change, Guid setupId, MethodChange sofar, CancellationToken cancellationToken)
    {
        if (await pending.TakeAsync(change.Transaction, setupId, cancellationToken) is not var (row, setup))
        {
            return (null, MethodFault.SetupOver);
        }

        var method = catalogue.Find(row.Method)!;
        var description = method.Description;
        if (rules.IsUnmet(description, change.Enrolled, sofar.On))
        {
            return (null, MethodFault.RequiresAnother);
        }

        var wasOn = change.Enrolled.IsOn(description.Id);
        if (!wasOn && !rules.IsOffered(method, change.Session, change.Enrolled))
        {
            return (null, MethodFault.UnknownMethod);
        }

        var dependants = wasOn && description.WhenOn == EnrolmentWhenOn.Replaces
            ? rules.DependantsOf(description.Id, change.Enrolled)
            : [];
        await changes.DisableAsync(change.Transaction, dependants, cancellationToken);
        if (await method.ApplyAsync(change.Transaction, setup, cancellationToken) is not { } applied)
        {
            return (null, MethodFault.ChangedMeanwhile);
        }

        await changes.EnableAsync(change.Transaction, method, applied, dependants, cancellationToken);
        if (applied.TookPart is { } session)
        {
            sofar = sofar with { TookPart = [.. sofar.TookPart, session] };
        }

        var added = wasOn ? await NewestItemAsync(change.Transaction, method, cancellationToken) : null;
        return (wasOn
            ? sofar with
            {
                Changed = [.. sofar.Changed, description.Id],
                Off = [.. sofar.Off, .. dependants],
                AddedItems = [.. sofar.AddedItems, .. added is null ? Array.Empty<string>() : [$"{description.Id}/{added.Id:N}"]],
                AddedName = added?.Name,
            }
            : sofar with { On = [.. sofar.On, description.Id] }, null);
    }

    // The item just added to a method that was already on; null for methods that replace what they had.
    private static async Task<MethodItem?> NewestItemAsync(
        PersonTransaction transaction, ITwoFactorMethod method, CancellationToken cancellationToken) =>
        method is IHasItems items
            ? (await items.ListAsync(transaction.Db, transaction.UserId, cancellationToken)).MaxBy(item => item.AddedAt)
            : null;

    // The person has just proven the new method: asking for it again right away would show nothing new. A confirmation that
    // is still strong enough stays: a text message just proven must not replace a backup code.
    private async Task NoteProofInSessionAsync(
        GuardedChange change, MethodChange outcome, CancellationToken cancellationToken)
    {
        var proven = outcome.On.Concat(outcome.Changed).Select(catalogue.Describe)
            .Where(method => method.IsPrimaryFactor).MaxBy(method => method.Strength);
        var enrolled = await enrolments.ListAsync(change.Transaction.Db, change.Session.UserId, cancellationToken);
        if (proven is not null && !guard.IsStrongEnough(change.Session.ConfirmedBy, enrolled))
        {
            await change.Transaction.Db.Set<PortalSession>().Where(row => row.Id == change.Session.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ConfirmedBy, proven.Id), cancellationToken);
        }
    }
}
