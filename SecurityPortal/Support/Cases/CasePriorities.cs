using SecurityPortal.Audit;

namespace SecurityPortal.Support.Cases;

/// <summary>Sets the priority of a case, which determines when it is due, counted from when it was opened.</summary>
internal sealed class CasePriorities(CaseService cases, IOptions<SupportOptions> options)
{
    public Task<SupportResult> SetAsync(
        Guid sessionId, Guid caseId, CasePriority priority, CancellationToken cancellationToken = default) =>
        cases.ChangeAsync(sessionId, caseId, "set a priority", async change =>
        {
            if (!Enum.IsDefined(priority))
            {
                return SupportFault.InvalidInput;
            }

            var opened = await change.Db.Set<SupportCase>().Where(row => row.Id == caseId).Select(row => row.CreatedAt)
                .SingleAsync(cancellationToken);
            DateTimeOffset? due = opened + options.Value.DueWithin(priority);
            if (await change.Db.Set<SupportCase>().Where(row => row.Id == caseId && row.Priority != priority).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Priority, priority).SetProperty(row => row.DueAt, due), cancellationToken) == 0)
            {
                return SupportFault.NothingToDo;
            }

            cases.Add(change, caseId, CaseNoteKind.Priority, $"{priority}");
            await cases.LogAsync(change, caseId, AuditEvents.CasePrioritised, $"{priority}", cancellationToken);
            return null;
        }, cancellationToken);
}
