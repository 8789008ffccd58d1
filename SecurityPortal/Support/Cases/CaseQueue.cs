namespace SecurityPortal.Support.Cases;

/// <summary>
/// Lists the cases to be worked, a page at a time. Counts what a page leaves out, so that no list is ever cut off without
/// saying so.
/// </summary>
internal sealed class CaseQueue(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseLines lines, TimeProvider clock)
{
    /// <summary>Cases per page.</summary>
    public const int PageSize = 25;

    /// <summary>Returns a page of the list; empty when the session may not.</summary>
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

    /// <summary>Returns all cases of a list, whichever page is requested.</summary>
    internal IQueryable<SupportCase> Rows(PortalDbContext db, string agentId, CaseListRequest request)
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

        return Filtered(db, cases, request, agentId, clock.GetUtcNow());
    }

    /// <summary>Returns the cases of the requested page.</summary>
    internal static IQueryable<SupportCase> Page(IQueryable<SupportCase> rows, CaseListRequest request)
    {
        var sorted = request.Sort switch
        {
            // Nothing is urgent in a closed case.
            CaseSort.Urgent when request.Filter == CaseFilter.Closed => rows.OrderByDescending(row => row.ClosedAt),

            // Alarms first, then cases that need someone to act.
            CaseSort.Urgent => rows.OrderBy(row => row.Urgency)
                .ThenByDescending(row => row.Priority).ThenByDescending(row => row.ChangedAt),
            CaseSort.Oldest => rows.OrderBy(row => row.CreatedAt),
            CaseSort.Newest => rows.OrderByDescending(row => row.ChangedAt),
            CaseSort.Due => rows.OrderBy(row => row.DueAt),
        };
        return sorted.ThenByDescending(row => row.Number).Skip((Math.Max(1, request.Page) - 1) * PageSize).Take(PageSize);
    }

    /// <summary>
    /// Counts the cases of each filter, except those that include closed cases, which grow for years and are nobody's work. Null
    /// when the session may not.
    /// </summary>
    public async Task<IReadOnlyDictionary<CaseFilter, int>?> CountAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is not { } agent)
        {
            return null;
        }

        var (now, id) = (clock.GetUtcNow(), agent.Id);
        var counts = await db.Set<SupportCase>().Where(row => row.Urgency < CaseUrgency.Closed).GroupBy(_ => 1).Select(rows => new
        {
            Open = rows.Count(),
            Mine = rows.Count(row => row.AssignedTo == id),
            Unassigned = rows.Count(row => row.AssignedTo == null),
            Overdue = rows.Count(row => row.DueAt <= now),
            Alarms = rows.Count(row => row.Urgency == CaseUrgency.Alarm),
            Quiet = rows.Count(row => row.Urgency == CaseUrgency.Quiet),
        }).FirstOrDefaultAsync(cancellationToken);
        Dictionary<CaseFilter, int> results = new()
        {
            [CaseFilter.Open] = counts?.Open ?? 0,
            [CaseFilter.Mine] = counts?.Mine ?? 0,
            [CaseFilter.Unassigned] = counts?.Unassigned ?? 0,
            [CaseFilter.Overdue] = counts?.Overdue ?? 0,
            [CaseFilter.Alarms] = counts?.Alarms ?? 0,
            [CaseFilter.Waiting] = counts?.Open - counts?.Quiet ?? 0,
            [CaseFilter.Quiet] = counts?.Quiet ?? 0,
        };
        foreach (var filter in new[] { CaseFilter.NeedsLead, CaseFilter.Expired })
        {
            results[filter] = await Rows(db, id, new(filter)).CountAsync(cancellationToken);
        }

        return results;
    }

    /// <summary>Counts the work that waits for the session's agent now; null when the session may not.</summary>
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
        return new(
            await Alarms(db).CountAsync(cancellationToken),
            forLead,
            await Rows(db, id, new(CaseFilter.Expired, AssignedTo: id)).CountAsync(cancellationToken),
            await Rows(db, id, new(CaseFilter.Mine)).CountAsync(row => row.DueAt <= now, cancellationToken));
    }

    /// <summary>Returns the id of the case with this number, or why it cannot be shown.</summary>
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

    private static IQueryable<SupportCase> Alarms(PortalDbContext db) =>
        db.Set<SupportCase>().Where(row => row.Urgency == CaseUrgency.Alarm);

    // Filters by the index that the list is sorted by, so that one page is read and not all cases.
    private static IQueryable<SupportCase> Open(IQueryable<SupportCase> cases, CaseSort sort) => sort == CaseSort.Urgent
        ? cases.Where(row => row.Urgency < CaseUrgency.Closed)
        : cases.Where(row => row.ClosedAt == null);

    private IQueryable<SupportCase> Filtered(
        PortalDbContext db, IQueryable<SupportCase> cases, CaseListRequest request, string agentId, DateTimeOffset now) =>
        request.Filter switch
        {
            CaseFilter.Closed => cases.Where(row => row.ClosedAt > DateTimeOffset.UnixEpoch),
            CaseFilter.All => cases,
            CaseFilter.Mine => Open(cases, request.Sort).Where(row => row.AssignedTo == agentId),
            CaseFilter.Unassigned => Open(cases, request.Sort).Where(row => row.AssignedTo == null),
            CaseFilter.Overdue => Open(cases, request.Sort).Where(row => row.DueAt <= now),
            CaseFilter.Alarms => cases.Where(row => row.Urgency == CaseUrgency.Alarm),
            CaseFilter.Waiting => cases.Where(row => row.Urgency < CaseUrgency.Quiet),
            CaseFilter.Quiet => cases.Where(row => row.Urgency == CaseUrgency.Quiet),
            CaseFilter.NeedsLead => At(db, cases, CaseStage.NeedsLead, CaseUrgency.NeedsLead),
            CaseFilter.Expired => At(db, cases, CaseStage.RanOut, CaseUrgency.Expired),
            _ => Open(cases, request.Sort),
        };

    // Looks only at the few cases that are at least this urgent: an alarm ranks above the stage, and a request expires on time,
    // not when its stored urgency changes.
    private IQueryable<SupportCase> At(PortalDbContext db, IQueryable<SupportCase> cases, CaseStage stage, CaseUrgency urgency) =>
        lines.Rows(db, cases.Where(row => row.Urgency <= urgency)).Where(row => row.Stage == stage).Select(row => row.Case);
}
