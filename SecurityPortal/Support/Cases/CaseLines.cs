using SecurityPortal.Support.Actions;
using SecurityPortal.Support.People;

namespace SecurityPortal.Support.Cases;

/// <summary>Reads cases as lines of a list, each with its stage.</summary>
internal sealed class CaseLines(PersonAccess access, TimeProvider clock)
{
    /// <summary>Returns the cases with their current stage. Queries the actions of each case, so use it for few.</summary>
    public IQueryable<CaseRow> Rows(PortalDbContext db, IQueryable<SupportCase> cases)
    {
        var now = clock.GetUtcNow();
        var ranOut = CaseQueries.RanOut(db, now);
        return cases.AsNoTracking().Select(row => new CaseRow
        {
            Case = row,
            Stage = row.ClosedAt != null ? CaseStage.Closed
                : db.Set<SupportAction>().Any(action =>
                    action.CaseId == row.Id && action.State == ActionState.AwaitingApproval && action.ApproveBy > now) ? CaseStage.NeedsLead
                : db.Set<SupportAction>().Any(action => action.CaseId == row.Id && action.State == ActionState.Waiting) ? CaseStage.Waiting
                : ranOut.Any(action => action.CaseId == row.Id
                    && !db.Set<SupportAction>().Any(later => later.CaseId == row.Id && later.AskedAt > action.AskedAt)) ? CaseStage.RanOut
                : CaseStage.Open,
        });
    }

    /// <summary>Returns the lines of these cases, in the same order, as this agent may see them.</summary>
    public async Task<IReadOnlyList<CaseLine>> ReadAsync(
        PortalDbContext db, Agent agent, IQueryable<SupportCase> cases, CancellationToken cancellationToken)
    {
        var rows = await cases.AsNoTracking().ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Id).ToList();

        // A query of its own: within the list, SQLite would look up the actions of all cases before it sorts them.
        var stages = await Rows(db, db.Set<SupportCase>().Where(row => ids.Contains(row.Id)))
            .Select(row => new { row.Case.Id, row.Stage }).ToDictionaryAsync(row => row.Id, row => row.Stage, cancellationToken);
        var userIds = rows.Select(row => row.UserId).Distinct().ToList();
        var people = await db.Users.Where(user => userIds.Contains(user.Id))
            .Select(user => new { user.Id, Name = user.UserName ?? user.Email ?? user.Id })
            .ToDictionaryAsync(user => user.Id, user => user.Name, cancellationToken);
        var names = await StaffNames.FindAsync(db, rows.SelectMany(row => new[] { row.OpenedBy, row.AssignedTo }), cancellationToken);
        var known = await access.KnownAsync(db, agent, userIds, cancellationToken);
        return [.. rows.Where(row => people.ContainsKey(row.UserId)).Select(row => new CaseLine
        {
            Id = row.Id,
            Number = row.Number,
            UserId = row.UserId,
            Person = known.Contains(row.UserId) ? people[row.UserId] : PersonAccess.Masked(people[row.UserId]),
            Ticket = row.Ticket,
            OpenedBy = row.OpenedBy is { } by ? names.GetValueOrDefault(by, "–") : null,
            CreatedAt = row.CreatedAt,
            ChangedAt = row.ChangedAt,
            ClosedAt = row.ClosedAt,
            Stage = stages.GetValueOrDefault(row.Id),
            Alarm = row.ClosedAt is null ? row.Alarm : null,
            AlarmAt = row.AlarmAt,
            AssignedTo = row.AssignedTo,
            Assignee = row.AssignedTo is { } has ? names.GetValueOrDefault(has, "–") : null,
            Priority = row.Priority,
            DueAt = row.DueAt,
        })];
    }
}
