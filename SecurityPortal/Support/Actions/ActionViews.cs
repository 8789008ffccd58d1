using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Passes;

namespace SecurityPortal.Support.Actions;

/// <summary>
/// Reads the actions of a case as a page shows them: who requested each, who decided when and why, and what became of a pass.
/// For a lead who may decide, it adds what an approval would do now.
/// </summary>
internal sealed class ActionViews(Approvals approvals, TimeProvider clock)
{
    /// <param name="mayAct">Whether the agent may act on the person.</param>
    public async Task<IReadOnlyList<ActionView>> ReadAsync(
        PortalDbContext db, Agent agent, Guid caseId, bool mayAct, CancellationToken cancellationToken)
    {
        var actions = await db.Set<SupportAction>().AsNoTracking().Where(action => action.CaseId == caseId).ToListAsync(cancellationToken);
        var names = await StaffNames.FindAsync(
            db, actions.SelectMany(action => new[] { action.AskedBy, action.DecidedBy, action.WithdrawnBy }), cancellationToken);
        string Name(string id) => names.GetValueOrDefault(id, "–");
        var passes = await PassesAsync(db, actions, cancellationToken);
        List<ActionView> views = [];
        foreach (var action in actions.OrderBy(action => action.AskedAt))
        {
            var view = new ActionView
            {
                Id = action.Id,
                Kind = action.Kind,
                Method = action.Method,
                Delivery = action.Delivery,
                State = action.State,
                Reasons = ApprovalReasons.Read(action.ApprovalReasons),
                By = Name(action.AskedBy),
                AskedAt = action.AskedAt,
                ApproveBy = action.ApproveBy,
                DecidedBy = action.DecidedBy is { } by ? Name(by) : null,
                DecisionReason = action.DecisionReason,
                DueAt = action.DueAt,
                EndedAt = action.EndedAt,
                StoppedBy = action.StoppedBy,
                IsOwn = action.AskedBy == agent.Id,
                DecidedAt = action.DecidedAt,
                Reason = action.Reason,
                WithdrawnBy = action.WithdrawnBy is { } back ? Name(back) : null,
                Pass = passes.GetValueOrDefault(action.Id),
            };
            views.Add(agent.IsLead && mayAct && !view.IsOwn && view.IsOpen(clock.GetUtcNow())
                ? view with { Plan = await approvals.PlanAsync(db, action, cancellationToken) }
                : view);
        }

        return views;
    }

    private async Task<IReadOnlyDictionary<Guid, PassView>> PassesAsync(
        PortalDbContext db, IReadOnlyList<SupportAction> actions, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ids = actions.Where(action => action.Kind == ActionKind.IssuePass).Select(action => action.Id).ToList();
        var rows = await db.Set<TemporaryPass>().AsNoTracking().Where(pass => ids.Contains(pass.ActionId)).Select(pass => new
        {
            Pass = pass,
            HasNewStamp = !db.Users.Any(user => user.Id == pass.UserId && (user.SecurityStamp ?? "") == pass.SecurityStamp),
        }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Pass.ActionId, row => new PassView(
            row switch
            {
                { Pass.IsUsed: true } => PassState.Used,
                { Pass.EndedAt: not null } => PassState.Void,
                { Pass.ExpiresAt: var until } when until <= now => PassState.Expired,
                { HasNewStamp: true } => PassState.Void,
                _ => PassState.Open,
            },
            row.Pass.ShownAt, row.Pass.EndedAt ?? row.Pass.ExpiresAt));
    }
}
