using SecurityPortal.Audit;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Closes a case because another of the person's cases is about the same problem. Its loss reports move to the other case, where
/// they count until that one is closed; so does an alarm unless that one has a newer alarm, so that closing does not hide it.
/// </summary>
internal sealed class CaseDuplicates(CaseService cases, ISignals signals, TimeProvider clock)
{
    /// <param name="original">The number of the case that continues: an open one of the same person, and not itself a duplicate.</param>
    public Task<SupportResult> MarkAsync(
        Guid sessionId, Guid caseId, long original, CancellationToken cancellationToken = default) =>
        cases.ChangeAsync(sessionId, caseId, "mark a duplicate", async change =>
        {
            var db = change.Db;
            var other = await db.Set<SupportCase>().AsNoTracking().FirstOrDefaultAsync(
                row => row.Number == original && row.UserId == change.UserId && row.Id != caseId && row.ClosedAt == null
                    && row.DuplicateOf == null,
                cancellationToken);
            if (other is null)
            {
                return SupportFault.NoDuplicate;
            }

            if (await CaseQueries.OpenActions(db, clock.GetUtcNow()).AnyAsync(action => action.CaseId == caseId, cancellationToken))
            {
                return SupportFault.ActionPending;
            }

            // The transaction locks the person's row, and with it both cases.
            var (now, by) = (clock.GetUtcNow(), change.Agent.Id);
            var closed = await db.Set<SupportCase>().Where(row => row.Id == caseId).Select(row => new { row.Alarm, row.AlarmAt, row.Lost })
                .SingleAsync(cancellationToken);
            await db.Set<SupportCase>().Where(row => row.Id == caseId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ClosedAt, now).SetProperty(row => row.ClosedBy, by)
                    .SetProperty(row => row.DuplicateOf, other.Id),
                cancellationToken);
            await db.Set<SupportCase>().Where(row => row.DuplicateOf == caseId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DuplicateOf, other.Id), cancellationToken);
            await db.Set<SupportCase>().Where(row => row.Id == other.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Lost, other.Lost | closed.Lost), cancellationToken);
            if (closed.Alarm is not null && (other.Alarm is null || closed.AlarmAt > other.AlarmAt))
            {
                await db.Set<SupportCase>().Where(row => row.Id == other.Id).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Alarm, closed.Alarm).SetProperty(row => row.AlarmAt, closed.AlarmAt)
                        .SetProperty(row => row.ChangedAt, now),
                    cancellationToken);
            }

            await CaseUrgencies.RefreshAsync(
                db, db.Set<SupportCase>().Where(row => row.Id == caseId || row.Id == other.Id), cancellationToken);
            var number = other.Number.ToString(CultureInfo.InvariantCulture);
            cases.Add(change, caseId, CaseNoteKind.Duplicate, "", number);
            await cases.LogAsync(change, caseId, AuditEvents.CaseDuplicate, number, cancellationToken);
            signals.Tell(change.Transaction, other.Id);
            return null;
        }, cancellationToken);
}
