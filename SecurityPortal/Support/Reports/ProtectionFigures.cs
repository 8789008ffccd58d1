using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Reports;

/// <summary>
/// Counts every hour how many people are protected, and keeps the last figures of each day. Reports read these figures: with very
/// many people, counting takes seconds, and a page must not wait for it.
/// </summary>
internal sealed class ProtectionFigures(
    IDbContextFactory<PortalDbContext> factory, UnprotectedQuery query, TimeProvider clock) : ITimedWork
{
    /// <summary>How long the figures of a day are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    // Older figures are not shown as current: the job has not run, so the page counts for itself.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(2);

    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var recently = now - (Every / 2);
        if (await Today(db, now).AnyAsync(figure => figure.CountedAt > recently, cancellationToken))
        {
            // Another node has counted.
            return 0;
        }

        var figures = await CountAsync(db, cancellationToken);
        var (day, at) = (Day(now).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        foreach (var (series, value) in figures)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "DailyFigures" ("Series", "Day", "Value", "CountedAt") VALUES ({series}, {day}, {value}, {at})
                ON CONFLICT ("Series", "Day") DO UPDATE SET "Value" = {value}, "CountedAt" = {at}
                WHERE "DailyFigures"."CountedAt" < {at}
                """,
                cancellationToken);
        }

        return figures.Count;
    }

    /// <summary>Returns the newest figures by series, and when they were counted; counts now if there are no fresh ones of today.</summary>
    public async Task<(IReadOnlyDictionary<string, int> Figures, DateTimeOffset At)> NewestAsync(
        PortalDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now - Fresh;
        var rows = await Today(db, now).AsNoTracking().Where(figure => figure.CountedAt > since).ToListAsync(cancellationToken);
        return rows.Count > 0
            ? (rows.ToDictionary(row => row.Series, row => row.Value), rows.Min(row => row.CountedAt))
            : (await CountAsync(db, cancellationToken), now);
    }

    /// <summary>Returns the figures for everyone by day, oldest first; only days on which they were counted.</summary>
    public static async Task<IReadOnlyList<ProtectionOfDay>> ByDayAsync(
        PortalDbContext db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        string[] series = [ProtectionSeries.All(null), .. Enum.GetValues<ProtectionGap>().Select(gap => ProtectionSeries.Of(null, gap))];
        var rows = await db.Set<DailyFigure>().AsNoTracking().Where(figure => series.Contains(figure.Series) && figure.Day >= since)
            .ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.Day).OrderBy(day => day.Key).Select(day =>
        {
            var values = day.ToDictionary(row => row.Series, row => row.Value);
            return new ProtectionOfDay(
                DateOnly.FromDateTime(day.Key.UtcDateTime), values.GetValueOrDefault(series[0]),
                values.GetValueOrDefault(series[1]), values.GetValueOrDefault(series[2]), values.GetValueOrDefault(series[3]));
        })];
    }

    private async Task<IReadOnlyDictionary<string, int>> CountAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        Dictionary<string, int> figures = [];
        string?[] roles = [null, .. PortalRoles.Staff];
        foreach (var role in roles)
        {
            figures[ProtectionSeries.All(role)] = await UnprotectedQuery.With(db, role).CountAsync(cancellationToken);
            foreach (var gap in Enum.GetValues<ProtectionGap>())
            {
                figures[ProtectionSeries.Of(role, gap)] = await query.People(db, gap, role).CountAsync(cancellationToken);
            }
        }

        foreach (var row in await db.Set<MethodEnrolment>().GroupBy(row => row.Method)
            .Select(group => new { Method = group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
        {
            figures[ProtectionSeries.Method(row.Method)] = row.Count;
        }

        return figures;
    }

    private static IQueryable<DailyFigure> Today(PortalDbContext db, DateTimeOffset now)
    {
        var day = Day(now);
        return db.Set<DailyFigure>().Where(figure => figure.Day == day);
    }

    private static DateTimeOffset Day(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);
}
