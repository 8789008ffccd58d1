using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Actions;

/// <summary>Lets agents request actions on an account.</summary>
internal sealed class SupportActionService(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseService cases, ActionRules rules, ActionEffects effects,
    AgentTallies tallies, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>Returns the effect and the requirements of an action, for the agent to read before requesting it.</summary>
    public async Task<(ActionPlan? Plan, SupportFault? Fault)> PreviewAsync(
        Guid sessionId, Guid caseId, ActionRequest wish, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, none) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, none);
        }

        if (await db.Set<SupportCase>().Where(row => row.Id == caseId).Select(row => row.UserId)
            .FirstOrDefaultAsync(cancellationToken) is not { } userId)
        {
            return (null, SupportFault.NotFound);
        }

        var fault = await SupportGuard.CheckTargetAsync(db, agent, userId, cancellationToken)
            ?? await rules.ObstacleAsync(db, userId, wish, cancellationToken)
            ?? (guard.IsConfirmed(agent) ? null : SupportFault.NeedsConfirmation);
        return fault is null or SupportFault.NeedsConfirmation
            ? (await rules.PlanAsync(db, caseId, userId, agent.Id, wish, cancellationToken), fault)
            : (null, fault);
    }

    /// <summary>
    /// Requests an action. It is carried out immediately, waits for a lead, or waits so that the person can stop it. The result
    /// carries its id.
    /// </summary>
    public async Task<SupportResult> AskAsync(
        Guid sessionId, Guid caseId, ActionRequest wish, CancellationToken cancellationToken = default)
    {
        var (agent, none) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        if (await cases.FindAsync(caseId, cancellationToken) is not var (userId, number) || !Enum.IsDefined(wish.Kind))
        {
            return await guard.DenyAsync(agent, "", $"{wish.Kind}", SupportFault.NotFound, cancellationToken);
        }

        var what = $"{wish.Kind} {wish.Method}".Trim();
        var (change, fault) = await guard.BeginAsync(sessionId, userId, what, withKey: true, number, cancellationToken);
        if (change is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        Guid? done = null;
        await using (change)
        {
            (done, fault) = await AskAsync(change, caseId, wish, cancellationToken);
            if (done is not null)
            {
                await change.Transaction.CommitAsync(cancellationToken);
                return new SupportResult.Done(done.Value);
            }
        }

        return await guard.DenyAsync(agent, userId, what, fault!.Value, number, cancellationToken);
    }

    /// <summary>Withdraws a pending request. Needs no key: it only keeps the account as it is.</summary>
    public async Task<SupportResult> WithdrawAsync(Guid sessionId, Guid actionId, CancellationToken cancellationToken = default)
    {
        var (agent, none) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        if (await FindAsync(actionId, cancellationToken) is not { } action
            || await cases.FindAsync(action.CaseId, cancellationToken) is not var (_, number))
        {
            return SupportResult.Refuse(SupportFault.NotFound);
        }

        var (change, fault) = await guard.BeginAsync(sessionId, action.UserId, "withdraw", withKey: false, number, cancellationToken);
        if (change is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        var (now, by) = (clock.GetUtcNow(), change.Agent.Id);
        if (await CaseQueries.OpenActions(change.Db, now).Where(row => row.Id == actionId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, ActionState.Withdrawn)
                .SetProperty(row => row.WithdrawnBy, by)
                .SetProperty(row => row.EndedAt, now),
            cancellationToken) == 0)
        {
            var ranOut = await CaseQueries.RanOut(change.Db, now).AnyAsync(row => row.Id == actionId, cancellationToken);
            return SupportResult.Refuse(ranOut ? SupportFault.Over : SupportFault.ChangedMeanwhile);
        }

        await cases.TouchAsync(change.Transaction, action.CaseId, cancellationToken);
        await CaseUrgencies.RefreshAsync(change.Db, action.CaseId, cancellationToken);
        await cases.LogAsync(change, action.CaseId, AuditEvents.SupportStopped, action.Kind.ToString(), cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new SupportResult.Done(actionId);
    }

    public async Task<SupportAction?> FindAsync(Guid actionId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<SupportAction>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == actionId, cancellationToken);
    }

    private async Task<(Guid? Id, SupportFault? Fault)> AskAsync(
        SupportChange change, Guid caseId, ActionRequest wish, CancellationToken cancellationToken)
    {
        var (db, userId, now) = (change.Db, change.UserId, clock.GetUtcNow());
        if (!await cases.TouchAsync(change.Transaction, caseId, cancellationToken))
        {
            return (null, SupportFault.CaseClosed);
        }

        if (await rules.ObstacleAsync(db, userId, wish, cancellationToken) is { } obstacle)
        {
            return (null, obstacle);
        }

        wish = wish with { Reason = wish.Kind.NeedsReason() ? SupportText.Line(wish.Reason, AccountStateService.MaxReasonLength) : null };
        if (wish.Kind.NeedsReason() && wish.Reason is null)
        {
            return (null, SupportFault.ReasonMissing);
        }

        if (await CaseQueries.OpenActions(db, now).AnyAsync(
            action => action.UserId == userId && action.Kind == wish.Kind && action.Method == wish.Method, cancellationToken))
        {
            return (null, SupportFault.AlreadyAsked);
        }

        if (!await tallies.TryCountAsync(
            db, change.Agent.Id, AgentTallies.Actions, options.Value.ActionsPerHour, cancellationToken))
        {
            return (null, SupportFault.TooManyActions);
        }

        var plan = await rules.PlanAsync(db, caseId, userId, change.Agent.Id, wish, cancellationToken);
        var action = New(change, caseId, wish, plan, now);
        db.Add(action);
        await db.SaveChangesAsync(cancellationToken);
        await CaseUrgencies.RefreshAsync(db, caseId, cancellationToken);
        var number = await cases.LogAsync(
            change, caseId, AuditEvents.SupportAsked, $"{wish.Kind} {wish.Method} {action.State}", cancellationToken);
        if (action.State == ActionState.Waiting)
        {
            await effects.TellOfWaitingAsync(change.Transaction, action.Id, action.DueAt!.Value, cancellationToken);
        }
        else if (action.State == ActionState.Done)
        {
            await effects.ApplyAsync(new(change.Transaction, action, number), cancellationToken);
        }

        return (action.Id, null);
    }

    private SupportAction New(SupportChange change, Guid caseId, ActionRequest wish, ActionPlan plan, DateTimeOffset now)
    {
        var state = plan switch
        {
            { Reasons.Count: > 0 } => ActionState.AwaitingApproval,
            _ when plan.Waits > TimeSpan.Zero => ActionState.Waiting,
            _ => ActionState.Done,
        };
        return new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            UserId = change.UserId,
            Kind = wish.Kind,
            Method = wish.Kind == ActionKind.ResetMethod ? wish.Method : null,
            Delivery = wish.Kind == ActionKind.IssuePass ? wish.Delivery : null,
            Reason = wish.Reason,
            State = state,
            ApprovalReasons = ApprovalReasons.Write(plan.Reasons),
            CheckId = plan.CheckId,
            AskedBy = change.Agent.Id,
            AskedAt = now,
            ApproveBy = now + options.Value.ApprovalLifetime,
            DueAt = state == ActionState.Waiting ? now + plan.Waits : null,
            EndedAt = state == ActionState.Done ? now : null,
        };
    }
}
