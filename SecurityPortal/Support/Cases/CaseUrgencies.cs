using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Keeps <see cref="SupportCase.Urgency"/> up to date. Code that changes an action, an alarm, or whether a case is closed calls
/// this in the same transaction, which locks the person's row. An expired request stays <see cref="CaseUrgency.NeedsLead"/>
/// until <see cref="DueActions"/> ends it.
/// </summary>
internal static class CaseUrgencies
{
    /// <summary>Recomputes how urgent a case is.</summary>
    public static Task RefreshAsync(PortalDbContext db, Guid caseId, CancellationToken cancellationToken) =>
        RefreshAsync(db, db.Set<SupportCase>().Where(row => row.Id == caseId), cancellationToken);

    /// <summary>The same for all of these cases. Returns how many there are.</summary>
    public static Task<int> RefreshAsync(PortalDbContext db, IQueryable<SupportCase> cases, CancellationToken cancellationToken)
    {
        var actions = db.Set<SupportAction>();
        return cases.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Urgency, row =>
                row.ClosedAt != null ? CaseUrgency.Closed
                : row.Alarm != null ? CaseUrgency.Alarm
                : actions.Any(action => action.CaseId == row.Id && action.State == ActionState.AwaitingApproval) ? CaseUrgency.NeedsLead
                : actions.Any(action => action.CaseId == row.Id && action.State == ActionState.Waiting) ? CaseUrgency.Waiting
                : actions.Any(action => action.CaseId == row.Id && action.StoppedBy == CancellationCause.Expired
                    && !actions.Any(later => later.CaseId == row.Id && later.AskedAt > action.AskedAt)) ? CaseUrgency.Expired
                : CaseUrgency.Quiet),
            cancellationToken);
    }
}
