using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Actions;

/// <summary>The second person (ASVS 2.3.5): a lead, never the one who asked, with a key of their own.</summary>
internal sealed class Approvals(
    SupportGuard guard, CaseDesk cases, ActionDesk actions, ActionRules rules, ActionEffects effects, ActivityLogWriter log,
    TimeProvider clock)
{
    /// <summary>Agrees. It is done at once, or begins to wait. Of several at once exactly one decides.</summary>
    public Task<SupportResult> ApproveAsync(Guid sessionId, Guid actionId, CancellationToken cancellationToken = default) =>
        DecideAsync(sessionId, actionId, "approve", async (change, action) =>
        {
            if (await SupportGuard.RankAsync(change.Db, action.AskedBy, cancellationToken) is not { } asker
                || asker <= await SupportGuard.RankAsync(change.Db, action.UserId, cancellationToken))
            {
                return SupportFault.AskerGone;
            }

            var wish = new ActionWish(action.Kind, action.Method, action.Delivery);
            if (await rules.ObstacleAsync(change.Db, action.UserId, wish, cancellationToken) is { } obstacle)
            {
                return obstacle;
            }

            var plan = await rules.PlanAsync(change.Db, action.CaseId, action.UserId, action.AskedBy, wish, cancellationToken);
            var (now, by) = (clock.GetUtcNow(), change.Agent.Id);
            var waits = plan.Waits > TimeSpan.Zero;
            var state = waits ? ActionState.Waiting : ActionState.Done;
            DateTimeOffset? due = waits ? now + plan.Waits : null, ended = waits ? null : now;
            if (await Undecided(change, action).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, state)
                    .SetProperty(row => row.DecidedBy, by)
                    .SetProperty(row => row.DecidedAt, now)
                    .SetProperty(row => row.DueAt, due)
                    .SetProperty(row => row.EndedAt, ended),
                cancellationToken) == 0)
            {
                return SupportFault.ChangedMeanwhile;
            }

            var number = await NumberAsync(change, action, cancellationToken);
            await log.AppendAsync(
                change.Db,
                change.Agent.Activity(action.UserId, ActivityEvents.SupportApproved, $"{action.Kind} {action.Method}".Trim(), number),
                cancellationToken);
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

    /// <summary>Refuses, with a reason for whoever asked.</summary>
    public Task<SupportResult> RefuseAsync(
        Guid sessionId, Guid actionId, string? reason, CancellationToken cancellationToken = default) =>
        DecideAsync(sessionId, actionId, "refuse", async (change, action) =>
        {
            if (SupportText.Line(reason, SupportCase.MaxReason) is not { } clean)
            {
                return SupportFault.InvalidInput;
            }

            var (now, by) = (clock.GetUtcNow(), change.Agent.Id);
            if (await Undecided(change, action).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, ActionState.Refused)
                    .SetProperty(row => row.DecidedBy, by)
                    .SetProperty(row => row.DecidedAt, now)
                    .SetProperty(row => row.DecisionReason, clean)
                    .SetProperty(row => row.EndedAt, now),
                cancellationToken) == 0)
            {
                return SupportFault.ChangedMeanwhile;
            }

            await log.AppendAsync(
                change.Db,
                change.Agent.Activity(
                    action.UserId, ActivityEvents.SupportRefused, $"{action.Kind} {action.Method}".Trim(),
                    await NumberAsync(change, action, cancellationToken)),
                cancellationToken);
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

        if (await actions.FindAsync(actionId, cancellationToken) is not { } action)
        {
            return await guard.DenyAsync(agent, "", what, SupportFault.NotFound, cancellationToken);
        }

        if ((action.AskedBy == agent.Id ? SupportFault.OwnRequest : !agent.IsLead ? SupportFault.NotLead : (SupportFault?)null) is { } wrong)
        {
            return await guard.DenyAsync(agent, action.UserId, what, wrong, cancellationToken);
        }

        var (change, fault) = await guard.BeginAsync(sessionId, action.UserId, what, withKey: true, cancellationToken);
        if (change is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        await using (change)
        {
            fault = (change.Agent.IsLead, action) switch
            {
                (false, _) => SupportFault.NotLead,
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

        return await guard.DenyAsync(agent, action.UserId, what, fault.Value, cancellationToken);
    }

    private IQueryable<SupportAction> Undecided(SupportChange change, SupportAction action)
    {
        var now = clock.GetUtcNow();
        return change.Db.Set<SupportAction>().Where(row =>
            row.Id == action.Id && row.State == ActionState.AwaitingApproval && row.ApproveBy > now);
    }

    private static Task<long> NumberAsync(SupportChange change, SupportAction action, CancellationToken cancellationToken) =>
        change.Db.Set<SupportCase>().Where(row => row.Id == action.CaseId).Select(row => row.Number).SingleAsync(cancellationToken);
}
