using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// The cases to be worked, a page at a time. What a page leaves out is counted, so that nothing is ever cut off without
/// saying so.
/// </summary>
internal sealed class CaseQueue(IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseLines lines)
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

        var cases = db.Set<SupportCase>().Where(row => request.UserId == null || row.UserId == request.UserId);
        var rows = Filtered(lines.Rows(db, cases), request.Filter);
        var sorted = request.Sort switch
        {
            // Alarms first, then what somebody has to do something about.
            CaseSort.Urgent => rows.OrderBy(row => row.Stage == CaseStage.Closed ? 9
                    : row.Case.Alarm != null ? 0
                    : row.Stage == CaseStage.NeedsLead ? 1
                    : row.Stage == CaseStage.RanOut ? 2
                    : row.Stage == CaseStage.Waiting ? 3 : 4)
                .ThenByDescending(row => row.Case.ChangedAt),
            CaseSort.Oldest => rows.OrderBy(row => row.Case.CreatedAt),
            CaseSort.Newest => rows.OrderByDescending(row => row.Case.ChangedAt),
        };
        var page = sorted.ThenByDescending(row => row.Case.Number).Skip((Math.Max(1, request.Page) - 1) * PageSize).Take(PageSize);
        return new(
            await lines.ReadAsync(db, agent, page, cancellationToken), await rows.CountAsync(cancellationToken), null);
    }

    /// <summary>How many cases each filter has; null when the session may not.</summary>
    public async Task<IReadOnlyDictionary<CaseFilter, int>?> CountAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is null)
        {
            return null;
        }

        var counts = new Dictionary<CaseFilter, int>();
        foreach (var filter in Enum.GetValues<CaseFilter>())
        {
            counts[filter] = await Filtered(lines.Rows(db, db.Set<SupportCase>()), filter).CountAsync(cancellationToken);
        }

        return counts;
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

    private static IQueryable<CaseRow> Filtered(IQueryable<CaseRow> rows, CaseFilter filter) => filter switch
    {
        CaseFilter.Open => rows.Where(row => row.Case.ClosedAt == null),
        CaseFilter.Alarms => rows.Where(row => row.Case.ClosedAt == null && row.Case.Alarm != null),
        CaseFilter.Waiting => rows.Where(row => row.Stage == CaseStage.NeedsLead || row.Stage == CaseStage.Waiting
            || row.Stage == CaseStage.RanOut || (row.Case.ClosedAt == null && row.Case.Alarm != null)),
        CaseFilter.Quiet => rows.Where(row => row.Stage == CaseStage.Open && row.Case.Alarm == null),
        CaseFilter.Closed => rows.Where(row => row.Case.ClosedAt != null),
        CaseFilter.All => rows,
    };
}

/// <summary>Which cases to list.</summary>
/// <param name="UserId">Those of one person; null for everybody's.</param>
/// <param name="Page">From 1.</param>
public sealed record CaseListRequest(
    CaseFilter Filter = CaseFilter.Open, string? UserId = null, CaseSort Sort = CaseSort.Urgent, int Page = 1);

/// <summary>A page of a list of cases.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Fault">Why there is nothing to see.</param>
public sealed record CaseListPage(IReadOnlyList<CaseLine> Lines, int Total, SupportFault? Fault)
{
    public int Pages => Math.Max(1, (Total + CaseQueue.PageSize - 1) / CaseQueue.PageSize);
}

/// <summary>Which cases to list; the names stand in addresses.</summary>
public enum CaseFilter
{
    Open,

    /// <summary>Those in which the person raised the alarm.</summary>
    Alarms,

    /// <summary>Alarms, and those in which a lead, the end of a waiting period or a new request is due.</summary>
    Waiting,

    /// <summary>Open, and nothing of that is due in them.</summary>
    Quiet,
    Closed,
    All,
}

/// <summary>In which order; the names stand in addresses.</summary>
public enum CaseSort
{
    Urgent,
    Oldest,
    Newest,
}
