using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Reports;

/// <summary>Counts the figures of a period for leads. Mostly the database groups and counts.</summary>
internal sealed class SupportReports(
    IDbContextFactory<PortalDbContext> factory, ReportGate gate, ProtectionFigures protection, MethodCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Periods to choose from, in days up to now.</summary>
    public static readonly IReadOnlyList<int> Periods = [7, 30, 90];

    /// <summary>Returns the report, or why it cannot be shown.</summary>
    /// <param name="days">One of <see cref="Periods"/>.</param>
    public async Task<(SupportReport? Report, SupportFault? Fault)> LoadAsync(
        Guid sessionId, int days, CancellationToken cancellationToken = default)
    {
        if (!Periods.Contains(days))
        {
            return (null, SupportFault.InvalidInput);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var fault = await gate.ReadAsync(db, sessionId, Describe(days), cancellationToken);
        return fault is null ? (await CountAsync(db, days, cancellationToken), null) : (null, fault);
    }

    /// <summary>The detail of the audit entry for a report.</summary>
    public static string Describe(int days) => $"Figures {days}";

    /// <summary>Counts the figures. The caller must check who may read them.</summary>
    public async Task<SupportReport> CountAsync(PortalDbContext db, int days, CancellationToken cancellationToken)
    {
        var since = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date.AddDays(1 - days), TimeSpan.Zero);
        var (figures, countedAt) = await protection.NewestAsync(db, cancellationToken);
        return new()
        {
            CountedAt = countedAt,
            Protection = Protection(figures),
            Methods = Methods(figures),
            ProtectionByDay = await ProtectionFigures.ByDayAsync(db, since, cancellationToken),
            Checks = await ChecksAsync(db, since, cancellationToken),
            Approvals = await ApprovalsAsync(db, since, cancellationToken),
            Workload = await WorkloadAsync(db, since, cancellationToken),
            Days = await DaysAsync(db, since, days, cancellationToken),
        };
    }

    private static IReadOnlyList<ProtectionFigure> Protection(IReadOnlyDictionary<string, int> figures)
    {
        string?[] roles = [null, .. PortalRoles.Staff];
        int Of(string? role, ProtectionGap gap) => figures.GetValueOrDefault(ProtectionSeries.Of(role, gap));
        return [.. roles.Select(role => new ProtectionFigure(
            role, figures.GetValueOrDefault(ProtectionSeries.All(role)), Of(role, ProtectionGap.NoMethod),
            Of(role, ProtectionGap.WeakOnly), Of(role, ProtectionGap.OneWayIn)))];
    }

    private IReadOnlyList<MethodFigure> Methods(IReadOnlyDictionary<string, int> figures) =>
        [.. catalogue.All.Select(method => method.Description).Select(method => new MethodFigure(
            method.Id, method.Name, figures.GetValueOrDefault(ProtectionSeries.Method(method.Id))))];

    private static async Task<IReadOnlyList<CheckFigure>> ChecksAsync(
        PortalDbContext db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var rows = await db.Set<CaseCheck>().Where(check => check.At >= since).GroupBy(check => new { check.Kind, check.State })
            .Select(group => new { group.Key.Kind, group.Key.State, Count = group.Count() }).ToListAsync(cancellationToken);
        int Sum(CheckKind kind, params CheckState[] states) =>
            rows.Where(row => row.Kind == kind && states.Contains(row.State)).Sum(row => row.Count);
        return [.. Enum.GetValues<CheckKind>().Select(kind => new CheckFigure(
            kind, Sum(kind, CheckState.Passed), Sum(kind, CheckState.Failed, CheckState.Denied),
            Sum(kind, CheckState.Waiting, CheckState.Replaced, CheckState.Expired)))];
    }

    private async Task<ApprovalFigure> ApprovalsAsync(PortalDbContext db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Set<SupportAction>().AsNoTracking().Where(action => action.AskedAt >= since && action.ApprovalReasons != "")
            .Select(action => new { action.State, action.StoppedBy, action.ApproveBy, action.AskedAt, action.DecidedAt })
            .ToListAsync(cancellationToken);
        var times = rows.Where(row => row.DecidedAt is not null).Select(row => row.DecidedAt!.Value - row.AskedAt).Order().ToList();
        return new(
            Waiting: rows.Count(row => row.State == ActionState.AwaitingApproval && row.ApproveBy > now),
            Approved: rows.Count(row => row.DecidedAt is not null && row.State != ActionState.Refused),
            Refused: rows.Count(row => row.State == ActionState.Refused),
            Undecided: rows.Count(row => row.StoppedBy == CancellationCause.Expired
                || (row.State == ActionState.AwaitingApproval && row.ApproveBy <= now)),
            Withdrawn: rows.Count(row => row.State == ActionState.Withdrawn && row.DecidedAt is null),
            Stopped: rows.Count(row => row.State == ActionState.Stopped && row.DecidedAt is null && row.StoppedBy != CancellationCause.Expired),
            Median: Median.Of(times),
            Longest: times.Count == 0 ? null : times[^1]);
    }

    private async Task<IReadOnlyList<WorkloadFigure>> WorkloadAsync(
        PortalDbContext db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await db.Set<SupportCase>().Where(row => row.ClosedAt == null).GroupBy(row => row.AssignedTo)
            .Select(group => new { Id = group.Key ?? "", Count = group.Count(), Overdue = group.Count(row => row.DueAt <= now) })
            .ToListAsync(cancellationToken);
        var closed = await db.Set<SupportCase>().Where(row => row.ClosedAt >= since && row.ClosedBy != null)
            .GroupBy(row => row.ClosedBy!).Select(group => new { Id = group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Id, row => row.Count, cancellationToken);
        var asked = await db.Set<SupportAction>().Where(row => row.AskedAt >= since)
            .GroupBy(row => row.AskedBy).Select(group => new { Id = group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Id, row => row.Count, cancellationToken);
        var checks = await db.Set<CaseCheck>().Where(row => row.At >= since)
            .GroupBy(row => row.By).Select(group => new { Id = group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Id, row => row.Count, cancellationToken);
        var ids = open.Select(row => row.Id).Concat(closed.Keys).Concat(asked.Keys).Concat(checks.Keys).Distinct().ToList();
        var names = await StaffNames.FindAsync(db, ids, cancellationToken);
        var byId = open.ToDictionary(row => row.Id);
        return [.. ids.Select(id => new WorkloadFigure(
                id, id.Length == 0 ? null : names.GetValueOrDefault(id, "–"), byId.GetValueOrDefault(id)?.Count ?? 0,
                byId.GetValueOrDefault(id)?.Overdue ?? 0, closed.GetValueOrDefault(id), asked.GetValueOrDefault(id),
                checks.GetValueOrDefault(id)))
            .OrderByDescending(row => row.Open).ThenBy(row => row.Agent, StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<DayFigure>> DaysAsync(
        PortalDbContext db, DateTimeOffset since, int days, CancellationToken cancellationToken)
    {
        // Reads only the times: neither database can group by day what is stored as milliseconds.
        var opened = await db.Set<SupportCase>().Where(row => row.CreatedAt >= since).Select(row => row.CreatedAt).ToListAsync(cancellationToken);
        var closed = await db.Set<SupportCase>().Where(row => row.ClosedAt >= since).Select(row => row.ClosedAt!.Value)
            .ToListAsync(cancellationToken);
        static ILookup<DateOnly, DateTimeOffset> ByDay(List<DateTimeOffset> times) =>
            times.ToLookup(time => DateOnly.FromDateTime(time.UtcDateTime));
        var (openedBy, closedBy) = (ByDay(opened), ByDay(closed));
        return [.. Enumerable.Range(0, days).Select(day => DateOnly.FromDateTime(since.UtcDateTime).AddDays(day))
            .Select(day => new DayFigure(day, openedBy[day].Count(), closedBy[day].Count()))];
    }
}
