using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>Turns methods on: begin, prove, and commit, each step checked by itself.</summary>
internal sealed class EnrolmentService(
    MethodCatalogue catalogue, StepUpGuard guard, Enrolments enrolments, PendingEnrolments pending, MethodTokens tokens,
    MethodChanges changes, CodeDelivery delivery, EnrolmentRules rules, AttemptLimiter budget,
    IEnumerable<IMethodsChangedHandler> watchers)
{
    /// <summary>
    /// Enrolments that one person may begin before one is finished, until they have to wait: some cost ten slow hashes.
    /// </summary>
    private const int BegunAtOnce = 30;

    /// <summary>Whether an enrolment may begin; null when it may.</summary>
    public async Task<MethodRefusal?> CheckAsync(Guid sessionId, string methodId, CancellationToken cancellationToken)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        return session is null ? new(fault!.Value) : rules.Check(session, catalogue.Find(methodId));
    }

    /// <summary>Begins an enrolment with the fields of the method's form.</summary>
    public async Task<BeginResult> BeginAsync(
        Guid sessionId, string methodId, IReadOnlyDictionary<string, string?> input, CancellationToken cancellationToken)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null)
        {
            return BeginResult.Refuse(fault!.Value);
        }

        var method = catalogue.Find(methodId);
        return rules.Check(session, method) is { } refusal ? new BeginResult.Refused(refusal)
            : await budget.ReserveAsync(Begun(session.Session.UserId), BegunAtOnce, cancellationToken) is not null
                ? BeginResult.Refuse(MethodFault.TooManySetups)
                : await BeginAsync(session.Session, method!, input, completes: null, cancellationToken);
    }

    /// <summary>Sends a code for an enrolment of a method that sends codes.</summary>
    public async Task<SendCodeResult> SendCodeAsync(Guid sessionId, Guid setupId, CancellationToken cancellationToken)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null)
        {
            return new SendCodeResult.Refused(new(fault!.Value));
        }

        if (await OwnAsync(setupId, session.Session, cancellationToken) is not { ProvenAt: null } row
            || catalogue.Find(row.Method) is not ISendsCodes sender)
        {
            return new SendCodeResult.Refused(new(MethodFault.SetupOver));
        }

        var sent = await sender.SendAsync(row.UserId, row.TokenPurpose, session.Session.Client.Address, cancellationToken);
        return sent is IssueResult.NoDestination
            ? new SendCodeResult.Refused(new(MethodFault.SetupOver))
            : new SendCodeResult.Sent(sent);
    }

    /// <summary>How far the newest code for an enrolment got; null when there is none.</summary>
    /// <param name="to">The masked destination, as the enrolment shows it.</param>
    public async Task<CodeLine?> ProgressAsync(Guid sessionId, Guid setupId, string to, CancellationToken cancellationToken)
    {
        var (session, _) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        return session is not null && await OwnAsync(setupId, session.Session, cancellationToken) is { } row
            ? await delivery.LineAsync(row.Method, row.TokenPurpose, to, cancellationToken)
            : null;
    }

    /// <summary>Begins what a method needs before its enrolment can be proven; null when the enrolment is over.</summary>
    public async Task<object?> OpenAsync(Guid sessionId, Guid setupId, CancellationToken cancellationToken)
    {
        var (session, _) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        return session is not null
            && await OwnAsync(setupId, session.Session, cancellationToken) is { ProvenAt: null } row
            && catalogue.Find(row.Method) is IOpensChallenge opener
            ? await opener.OpenAsync(new(row.UserId, row.TokenPurpose, sessionId, session.Session.Client), cancellationToken)
            : null;
    }

    /// <summary>
    /// Waits a while for a proof that is given elsewhere: true once it is there, false when it can no longer come,
    /// null to ask again.
    /// </summary>
    public async Task<bool?> WaitAsync(Guid sessionId, Guid setupId, CancellationToken cancellationToken)
    {
        var (session, _) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null
            || await OwnAsync(setupId, session.Session, cancellationToken) is not { ProvenAt: null } row
            || catalogue.Find(row.Method) is not IAnsweredElsewhere method)
        {
            return false;
        }

        return await method.WaitAsync(row.UserId, row.TokenPurpose, cancellationToken) switch
        {
            WaitState.Answered => true,
            WaitState.Over => false,
            _ => null,
        };
    }

    /// <summary>Checks the live proof and turns the method on, or says what has to be done first.</summary>
    /// <param name="name">The person's name for a new key or app, for methods of which there can be several.</param>
    public async Task<TurnOnResult> TurnOnAsync(
        Guid sessionId, Guid setupId, string? proof, string? name, CancellationToken cancellationToken)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null)
        {
            return TurnOnResult.Refuse(fault!.Value);
        }

        if (await OwnAsync(setupId, session.Session, cancellationToken) is not { ProvenAt: null } row)
        {
            return TurnOnResult.Refuse(MethodFault.SetupOver);
        }

        if (catalogue.Find(row.Method)?.WrongForm(proof) is { } sentence)
        {
            return TurnOnResult.Refuse(MethodFault.WrongCode, sentence);
        }

        if (!await pending.ReserveAttemptAsync(row.Id, row.UserId, name, cancellationToken))
        {
            return TurnOnResult.Refuse(MethodFault.TooManyTries);
        }

        if (!await tokens.VerifyAsync(row.UserId, row.Method, row.TokenPurpose, proof))
        {
            return TurnOnResult.Refuse(
                MethodFault.WrongCode, await catalogue.WhyRefusedAsync(row.Method, row.UserId, proof, cancellationToken));
        }

        return rules.CompanionOf(row, session.Session, session.Enrolled) is { } companion
            ? await WaitForAsync(companion, row, session.Session, cancellationToken)
            : await CommitAsync(row, sessionId, cancellationToken);
    }

    private async Task<BeginResult> BeginAsync(
        LiveSession session, ITwoFactorMethod method, IReadOnlyDictionary<string, string?> input, Guid? completes,
        CancellationToken cancellationToken)
    {
        var prepared = await method.PrepareAsync(new(session.UserId, session.UserName, input), cancellationToken);
        if (prepared is not PrepareResult.Ready ready)
        {
            return BeginResult.Refuse(MethodFault.InvalidInput, ((PrepareResult.Refused)prepared).Message);
        }

        var id = await pending.BeginAsync(
            session.UserId, session.Id, method.Description.Id, ready.Payload, completes, cancellationToken);
        return new BeginResult.Begun(new(id, method.Description.Id, ready.Display));
    }

    private async Task<TurnOnResult> WaitForAsync(
        ITwoFactorMethod companion, PendingEnrolment row, LiveSession session, CancellationToken cancellationToken)
    {
        if (!await pending.MarkProvenAsync(row.Id, row.UserId, cancellationToken))
        {
            return TurnOnResult.Refuse(MethodFault.SetupOver);
        }

        return await BeginAsync(session, companion, new Dictionary<string, string?>(), row.Id, cancellationToken) switch
        {
            BeginResult.Begun begun => new TurnOnResult.SetUpFirst(begun.Setup),
            BeginResult.Refused refused => new TurnOnResult.Refused(refused.Refusal),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<TurnOnResult> CommitAsync(
        PendingEnrolment row, Guid sessionId, CancellationToken cancellationToken)
    {
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken, enrolling: true);
        if (change is null)
        {
            return TurnOnResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        await AttemptLimiter.ClearAsync(change.Transaction.Db, Begun(row.UserId), cancellationToken);
        if (rules.CompanionOf(row, change.Session, change.Enrolled) is not null)
        {
            // The other methods were turned off since the proof was looked at: this is a first one after all (R12).
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

    /// <summary>Applies one proven enrolment on top of what the change did so far.</summary>
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

    // What was just added to a method that was on already; null for those that replace what they had.
    private static async Task<MethodItem?> NewestItemAsync(
        PersonTransaction transaction, ITwoFactorMethod method, CancellationToken cancellationToken) =>
        method is IHasItems items
            ? (await items.ListAsync(transaction.Db, transaction.UserId, cancellationToken)).MaxBy(item => item.AddedAt)
            : null;

    // The person has just shown the new method beside the password: asking for it again at once would teach nothing.
    // A confirmation that is still enough stays: a text just proven must not take the place of a backup code.
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

    private static string Begun(string userId) => $"set-up:{userId}";

    private async Task<PendingEnrolment?> OwnAsync(Guid setupId, LiveSession session, CancellationToken cancellationToken) =>
        await pending.FindAsync(setupId, session.UserId, cancellationToken) is { } row && row.SessionId == session.Id
            ? row
            : null;
}
