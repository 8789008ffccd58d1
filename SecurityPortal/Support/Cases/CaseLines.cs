using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.People;

namespace SecurityPortal.Support.Cases;

/// <summary>Reads cases as lines of a list, each with where it stands.</summary>
internal sealed class CaseLines(PersonAccess access, TimeProvider clock)
{
    /// <summary>The cases with what they are sorted and filtered by.</summary>
    public IQueryable<CaseRow> Rows(PortalDbContext db, IQueryable<SupportCase> cases)
    {
        var now = clock.GetUtcNow();
        var ranOut = CaseQueries.RanOut(db, now);
        return cases.AsNoTracking().Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new CaseRow
        {
            Case = row,
            Person = user.UserName ?? user.Email ?? user.Id,
            Stage = row.ClosedAt != null ? CaseStage.Closed
                : db.Set<SupportAction>().Any(action =>
                    action.CaseId == row.Id && action.State == ActionState.AwaitingApproval && action.ApproveBy > now) ? CaseStage.NeedsLead
                : db.Set<SupportAction>().Any(action => action.CaseId == row.Id && action.State == ActionState.Waiting) ? CaseStage.Waiting
                : ranOut.Any(action => action.CaseId == row.Id
                    && !db.Set<SupportAction>().Any(later => later.CaseId == row.Id && later.AskedAt > action.AskedAt)) ? CaseStage.RanOut
                : CaseStage.Open,
        });
    }

    /// <summary>The lines of these rows, in their order, as this agent may see them.</summary>
    public async Task<IReadOnlyList<CaseLine>> ReadAsync(
        PortalDbContext db, Agent agent, IQueryable<CaseRow> cases, CancellationToken cancellationToken)
    {
        var rows = await cases.ToListAsync(cancellationToken);
        var names = await StaffNames.FindAsync(db, rows.SelectMany(row => new[] { row.Case.OpenedBy, row.Case.AssignedTo }), cancellationToken);
        var known = await access.KnownAsync(db, agent, rows.Select(row => row.Case.UserId), cancellationToken);
        return [.. rows.Select(row => new CaseLine
        {
            Id = row.Case.Id,
            Number = row.Case.Number,
            UserId = row.Case.UserId,
            Person = known.Contains(row.Case.UserId) ? row.Person : PersonAccess.Masked(row.Person),
            Ticket = row.Case.Ticket,
            OpenedBy = row.Case.OpenedBy is { } by ? names.GetValueOrDefault(by, "–") : null,
            CreatedAt = row.Case.CreatedAt,
            ChangedAt = row.Case.ChangedAt,
            ClosedAt = row.Case.ClosedAt,
            Stage = row.Stage,
            Alarm = row.Stage == CaseStage.Closed ? null : row.Case.Alarm,
            AlarmAt = row.Case.AlarmAt,
            AssignedTo = row.Case.AssignedTo,
            Assignee = row.Case.AssignedTo is { } has ? names.GetValueOrDefault(has, "–") : null,
            Priority = row.Case.Priority,
            DueAt = row.Case.DueAt,
        })];
    }
}
