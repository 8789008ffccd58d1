using SecurityPortal.Audit;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Reports;

/// <summary>Counts the figures of the desk from the tables themselves.</summary>
internal sealed class SupportFigures(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, MethodCatalogue catalogue, TimeProvider clock)
{
    /// <summary>How many days the figures reach back.</summary>
    public const int Days = 14;

    public async Task<(SupportOverview? Overview, SupportFault? Fault)> LoadAsync(
        Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, fault);
        }

        var since = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date.AddDays(1 - Days), TimeSpan.Zero);
        var actions = await db.Set<SupportAction>().AsNoTracking().Where(action => action.AskedAt >= since)
            .ToListAsync(cancellationToken);
        var resets = actions.Where(action => action.OpensAccount && action is { State: ActionState.Done, EndedAt: not null }).ToList();
        var names = await StaffNames.FindAsync(db, actions.Select(action => action.AskedBy), cancellationToken);
        return (new()
        {
            Cases = await CasesAsync(db, cancellationToken),
            ResetsByDay = [.. Enumerable.Range(0, Days).Select(day => since.AddDays(day)).Select(day => new Figure(
                DateOnly.FromDateTime(day.UtcDateTime).ToString("O"),
                resets.Count(action => action.EndedAt >= day && action.EndedAt < day.AddDays(1))))],
            ResetsByAgent = [.. resets.GroupBy(action => action.AskedBy)
                .Select(group => new Figure(names.GetValueOrDefault(group.Key, "–"), group.Count()))
                .OrderByDescending(figure => figure.Count)],
            Methods = await MethodsAsync(db, cancellationToken),
            Delivery = await DeliveryAsync(db, since, cancellationToken),
            TimesToAccess = await TimesAsync(db, resets, cancellationToken),
        }, null);
    }

    private async Task<IReadOnlyList<CaseFigure>> CasesAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (day, week) = (now.AddDays(-1), now.AddDays(-7));
        var rows = await db.Set<SupportCase>().Where(row => row.Urgency < CaseUrgency.Closed).GroupBy(row => row.Urgency)
            .Select(group => new
            {
                group.Key,
                Day = group.Count(row => row.CreatedAt > day),
                Week = group.Count(row => row.CreatedAt <= day && row.CreatedAt > week),
                Older = group.Count(row => row.CreatedAt <= week),
            }).ToDictionaryAsync(group => group.Key, cancellationToken);

        // An alarm takes precedence over whatever else is due in its case.
        (CaseUrgency Urgency, CaseStage? Stage)[] order =
        [
            (CaseUrgency.Alarm, null), (CaseUrgency.NeedsLead, CaseStage.NeedsLead), (CaseUrgency.Expired, CaseStage.RanOut),
            (CaseUrgency.Waiting, CaseStage.Waiting), (CaseUrgency.Quiet, CaseStage.Open),
        ];
        return [.. order.Select(one => rows.GetValueOrDefault(one.Urgency) is { } row
            ? new CaseFigure(one.Stage, row.Day, row.Week, row.Older)
            : new CaseFigure(one.Stage, 0, 0, 0))];
    }

    private async Task<IReadOnlyList<Figure>> MethodsAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var counts = await db.Set<MethodEnrolment>().GroupBy(row => row.Method)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        return [.. catalogue.All.Select(method => new Figure(
            method.Description.Name, counts.GetValueOrDefault(method.Description.Id)))];
    }

    private static async Task<IReadOnlyList<DeliveryFigure>> DeliveryAsync(
        PortalDbContext db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // A message with a lifetime of zero is never meant to be sent.
        var rows = await db.Set<OutboxMessage>().Where(row => row.CreatedAt >= since && row.ExpiresAt > row.CreatedAt)
            .GroupBy(row => new { row.Channel, row.CountryCode, row.State })
            .Select(group => new { group.Key.Channel, group.Key.CountryCode, group.Key.State, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => (row.Channel, row.CountryCode)).OrderBy(group => (group.Key.Channel.Id, group.Key.CountryCode)).Select(group => new DeliveryFigure(
            group.Key.Channel.Id,
            group.Key.CountryCode,
            group.Where(row => row.State is DeliveryState.Accepted or DeliveryState.Delivered).Sum(row => row.Count),
            group.Where(row => row.State is DeliveryState.Failed or DeliveryState.Expired).Sum(row => row.Count)))];
    }

    // From the opening of the case to the first sign-in after the first reset or pass in it.
    private static async Task<IReadOnlyList<TimeSpan>> TimesAsync(
        PortalDbContext db, IReadOnlyList<SupportAction> resets, CancellationToken cancellationToken)
    {
        List<TimeSpan> times = [];
        foreach (var first in resets.GroupBy(action => action.CaseId).Select(group => group.MinBy(action => action.EndedAt)!))
        {
            var opened = await db.Set<SupportCase>().Where(row => row.Id == first.CaseId).Select(row => row.CreatedAt)
                .SingleAsync(cancellationToken);
            if (await db.Set<AuditLogEntry>().Where(entry =>
                    entry.UserId == first.UserId && entry.Event == AuditEvents.SignedIn && entry.At >= first.EndedAt)
                .OrderBy(entry => entry.Sequence).Select(entry => (DateTimeOffset?)entry.At)
                .FirstOrDefaultAsync(cancellationToken) is { } access)
            {
                times.Add(access - opened);
            }
        }

        return [.. times.Order()];
    }
}
