using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// The cases to be worked, a page at a time. What a page leaves out is counted, so that nothing is ever cut off without
/// saying so.
/// </summary>
internal sealed class CaseQueue(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseLines lines, TimeProvider clock)
{
    /// <summary>Cases on a page.</summary>
    public const int PageSize = 25;

    /// <summary>A page of the list; empty when the session may not.</summary>
    public async Task<CaseListPage> ListAsync(
        Guid sessionId, CaseListRequest request, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return new([], 0, fault);
        }

        var rows = Rows(db, agent.Id, request);
        return new(
            await lines.ReadAsync(db, agent, Page(rows, request), cancellationToken), await rows.CountAsync(cancellationToken), null);
    }

    /// <summary>All rows of a list, whichever page is asked for.</summary>
    internal IQueryable<CaseRow> Rows(PortalDbContext db, string agentId, CaseListRequest request)
    {
        IQueryable<SupportCase> cases = db.Set<SupportCase>();
        if (request.UserId is { } person)
        {
            cases = cases.Where(row => row.UserId == person);
        }

        if (request.AssignedTo is { } colleague)
        {
            cases = cases.Where(row => row.AssignedTo == colleague);
        }

        return Filtered(lines, db, cases, request.Filter, agentId, clock.GetUtcNow());
    }

    /// <summary>The rows of the page that is asked for.</summary>
    internal static IQueryable<CaseRow> Page(IQueryable<CaseRow> rows, CaseListRequest request)
    {
        var sorted = request.Sort switch
        {
            // Nothing is urgent in what is closed.
            CaseSort.Urgent when request.Filter == CaseFilter.Closed => rows.OrderByDescending(row => row.Case.ChangedAt),

            // Alarms first, then what somebody has to do something about.
            CaseSort.Urgent => rows.OrderBy(row => row.Stage == CaseStage.Closed ? 9
                    : row.Case.Alarm != null ? 0
                    : row.Stage == CaseStage.NeedsLead ? 1
                    : row.Stage == CaseStage.RanOut ? 2
                    : row.Stage == CaseStage.Waiting ? 3 : 4)
                .ThenByDescending(row => row.Case.Priority).ThenByDescending(row => row.Case.ChangedAt),
            CaseSort.Oldest => rows.OrderBy(row => row.Case.CreatedAt),
            CaseSort.Newest => rows.OrderByDescending(row => row.Case.ChangedAt),
            CaseSort.Due => rows.OrderBy(row => row.Case.DueAt),
        };
        return sorted.ThenByDescending(row => row.Case.Number).Skip((Math.Max(1, request.Page) - 1) * PageSize).Take(PageSize);
    }

    /// <summary>How many cases each filter has; null when the session may not.</summary>
    public async Task<IReadOnlyDictionary<CaseFilter, int>?> CountAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is not { } agent)
        {
            return null;
        }

        var counts = new Dictionary<CaseFilter, int>();
        foreach (var filter in Enum.GetValues<CaseFilter>())
        {
            counts[filter] = await Rows(db, agent.Id, new(filter)).CountAsync(cancellationToken);
        }

        return counts;
    }

    /// <summary>What somebody has to look at now; null when the session may not.</summary>
    public async Task<SupportCounts?> DueAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is not { } agent)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var id = agent.Id;
        var forLead = agent.IsLead
            ? await db.Set<Actions.SupportAction>().CountAsync(
                action => action.State == Actions.ActionState.AwaitingApproval && action.ApproveBy > now && action.AskedBy != id,
                cancellationToken)
            : 0;
        var mine = Rows(db, id, new(CaseFilter.Mine));
        return new(
            await db.Set<SupportCase>().CountAsync(row => row.Alarm != null && row.ClosedAt == null, cancellationToken),
            forLead,
            await mine.CountAsync(row => row.Stage == CaseStage.RanOut, cancellationToken),
            await mine.CountAsync(row => row.Case.DueAt <= now, cancellationToken));
    }

    /// <summary>How many alarms are open; null when the session may not.</summary>
    public async Task<int?> AlarmsAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return (await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is null
            ? null
            : await db.Set<SupportCase>().CountAsync(row => row.Alarm != null && row.ClosedAt == null, cancellationToken);
    }

    /// <summary>The case of this number, or why there is none to see.</summary>
    public async Task<(Guid? Id, SupportFault? Fault)> FindAsync(
        Guid sessionId, long number, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, fault);
        }

        var id = await db.Set<SupportCase>().Where(row => row.Number == number).Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return (id, id is null ? SupportFault.NotFound : null);
    }

    // What the case itself says is asked of the case, and as a range where it can be, so that its indexes serve.
    private static IQueryable<CaseRow> Filtered(
        CaseLines lines, PortalDbContext db, IQueryable<SupportCase> cases, CaseFilter filter, string agentId, DateTimeOffset now)
    {
        var chosen = filter switch
        {
            CaseFilter.Closed => cases.Where(row => row.ClosedAt > DateTimeOffset.UnixEpoch),
            CaseFilter.All => cases,
            CaseFilter.Mine => cases.Where(row => row.ClosedAt == null && row.AssignedTo == agentId),
            CaseFilter.Unassigned => cases.Where(row => row.ClosedAt == null && row.AssignedTo == null),
            CaseFilter.Overdue => cases.Where(row => row.ClosedAt == null && row.DueAt <= now),
            CaseFilter.Alarms => cases.Where(row => row.ClosedAt == null && row.Alarm != null),
            CaseFilter.Quiet => cases.Where(row => row.ClosedAt == null && row.Alarm == null),
            _ => cases.Where(row => row.ClosedAt == null),
        };
        return ByStage(lines.Rows(db, chosen), filter);
    }

    private static IQueryable<CaseRow> ByStage(IQueryable<CaseRow> rows, CaseFilter filter) => filter switch
    {
        CaseFilter.Waiting => rows.Where(row => row.Stage == CaseStage.NeedsLead || row.Stage == CaseStage.Waiting
            || row.Stage == CaseStage.RanOut || row.Case.Alarm != null),
        CaseFilter.Quiet => rows.Where(row => row.Stage == CaseStage.Open),
        CaseFilter.NeedsLead => rows.Where(row => row.Stage == CaseStage.NeedsLead),
        CaseFilter.Expired => rows.Where(row => row.Stage == CaseStage.RanOut),
        _ => rows,
    };
}
