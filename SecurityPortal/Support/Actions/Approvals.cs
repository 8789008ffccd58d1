using SecurityPortal.Audit;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Actions;

/// <summary>Lets a second person decide (ASVS 2.3.5): a lead with a key of their own, never the agent who made the request.</summary>
internal sealed class Approvals(
    SupportGuard guard, CaseService cases, SupportActionService actions, ActionRules rules, ActionEffects effects, TimeProvider clock)
{
    /// <summary>Returns the effect an approval would have now, which may differ from that at the time of the request.</summary>
    public Task<ActionPlan> PlanAsync(PortalDbContext db, SupportAction action, CancellationToken cancellationToken) =>
        rules.PlanAsync(db, action.CaseId, action.UserId, action.AskedBy, Wish(action), cancellationToken);

    /// <summary>Approves the request: the action takes effect or begins to wait. Of concurrent decisions exactly one counts.</summary>
    /// <param name="reason">The lead's comment; may be empty.</param>
    /// <param name="seen">The plan that the lead has read: if the effect has changed since, nothing is decided.</param>
    public Task<SupportResult> ApproveAsync(
        Guid sessionId, Guid actionId, string? reason = null, ActionPlan? seen = null, CancellationToken cancellationToken = default) =>
        DecideAsync(sessionId, actionId, "approve", async (change, action) =>
        {
            if (!await SupportGuard.MayStillAsync(change.Db, action.AskedBy, action.UserId, clock.GetUtcNow(), cancellationToken))
            {
                return SupportFault.AskerGone;
            }

            var said = SupportText.Line(reason, SupportCase.MaxReason);
            if (said is null && !string.IsNullOrWhiteSpace(reason))
            {
                return SupportFault.ReasonMissing;
            }

            if (await rules.ObstacleAsync(change.Db, action.UserId, Wish(action), cancellationToken) is { } obstacle)
            {
                return obstacle;
            }

            var plan = await PlanAsync(change.Db, action, cancellationToken);
            if (seen?.DoesTheSameAs(plan) == false)
            {
                return SupportFault.ChangedMeanwhile;
            }

            var now = clock.GetUtcNow();
            var waits = plan.Waits > TimeSpan.Zero;
            var state = waits ? ActionState.Waiting : ActionState.Done;
            DateTimeOffset? due = waits ? now + plan.Waits : null, ended = waits ? null : now;
            if (!await SetAsync(change, action, state, said, due, ended, cancellationToken))
            {
                return SupportFault.ChangedMeanwhile;
            }

            var number = await LogAsync(change, action, AuditEvents.SupportApproved, said, cancellationToken);
            if (waits)
            {
                await effects.TellOfWaitingAsync(change.Transaction, action.Id, due!.Value, cancellationToken);
            }
            else
            {
                await effects.ApplyAsync(new(change.Transaction, action, number), cancellationToken);
            }

            return null;
        }, cancellationToken);

    /// <summary>Refuses the request, with a reason for the agent who made it.</summary>
    public Task<SupportResult> RefuseAsync(
        Guid sessionId, Guid actionId, string? reason, CancellationToken cancellationToken = default) =>
        DecideAsync(sessionId, actionId, "refuse", async (change, action) =>
        {
            if (SupportText.Line(reason, SupportCase.MaxReason) is not { } said)
            {
                return SupportFault.ReasonMissing;
            }

            if (!await SetAsync(change, action, ActionState.Refused, said, due: null, clock.GetUtcNow(), cancellationToken))
            {
                return SupportFault.ChangedMeanwhile;
            }

            await LogAsync(change, action, AuditEvents.SupportRefused, said, cancellationToken);
            return null;
        }, cancellationToken);

    private async Task<SupportResult> DecideAsync(
        Guid sessionId, Guid actionId, string what, Func<SupportChange, SupportAction, Task<SupportFault?>> decide,
        CancellationToken cancellationToken)
    {
        var (agent, none) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        if (await actions.FindAsync(actionId, cancellationToken) is not { } action
            || await cases.FindAsync(action.CaseId, cancellationToken) is not var (_, number))
        {
            return await guard.DenyAsync(agent, "", what, SupportFault.NotFound, cancellationToken);
        }

        if ((action.AskedBy == agent.Id ? SupportFault.OwnRequest : !agent.IsLead ? SupportFault.NotLead : (SupportFault?)null) is { } wrong)
        {
            return await guard.DenyAsync(agent, action.UserId, what, wrong, number, cancellationToken);
        }

        var (change, fault) = await guard.BeginAsync(sessionId, action.UserId, what, withKey: true, number, cancellationToken);
        if (change is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        await using (change)
        {
            fault = (change.Agent.IsLead, action) switch
            {
                (false, _) => SupportFault.NotLead,
                (_, { State: ActionState.Stopped, StoppedBy: CancellationCause.Expired }) => SupportFault.Over,
                (_, { State: not ActionState.AwaitingApproval }) => SupportFault.ChangedMeanwhile,
                _ when action.ApproveBy <= clock.GetUtcNow() => SupportFault.Over,
                _ when !await cases.TouchAsync(change.Transaction, action.CaseId, cancellationToken) => SupportFault.CaseClosed,
                _ => await decide(change, action),
            };
            if (fault is null)
            {
                await change.Transaction.CommitAsync(cancellationToken);
                return new SupportResult.Done(actionId);
            }
        }

        return await guard.DenyAsync(agent, action.UserId, what, fault.Value, number, cancellationToken);
    }

    private async Task<bool> SetAsync(
        SupportChange change, SupportAction action, ActionState state, string? reason, DateTimeOffset? due, DateTimeOffset? ended,
        CancellationToken cancellationToken)
    {
        var (now, by) = (clock.GetUtcNow(), change.Agent.Id);
        if (await change.Db.Set<SupportAction>()
            .Where(row => row.Id == action.Id && row.State == ActionState.AwaitingApproval && row.ApproveBy > now)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, state)
                    .SetProperty(row => row.DecidedBy, by)
                    .SetProperty(row => row.DecidedAt, now)
                    .SetProperty(row => row.DecisionReason, reason)
                    .SetProperty(row => row.DueAt, due)
                    .SetProperty(row => row.EndedAt, ended),
                cancellationToken) == 0)
        {
            return false;
        }

        await CaseUrgencies.RefreshAsync(change.Db, action.CaseId, cancellationToken);
        return true;
    }

    private Task<long> LogAsync(
        SupportChange change, SupportAction action, AuditEventType what, string? reason, CancellationToken cancellationToken) =>
        cases.LogAsync(
            change, action.CaseId, what, LogDetails.Typed($"{action.Kind} {action.Method}".Trim(), reason), cancellationToken);

    private static ActionRequest Wish(SupportAction action) => new(action.Kind, action.Method, action.Delivery);
}
