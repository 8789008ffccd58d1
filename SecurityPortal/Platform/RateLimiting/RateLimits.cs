namespace SecurityPortal.Platform.RateLimiting;

/// <summary>
/// Caps how often something may be done in a period, right or wrong (ASVS 2.4.1). In the database, so all nodes share it;
/// one conditional update each, so that many at once get no more than the cap.
/// </summary>
internal sealed class RateLimits(IDbContextFactory<PortalDbContext> factory, TimeProvider clock)
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Counts one; false when there were <paramref name="cap"/> in this period already.</summary>
    /// <param name="key">What is counted for whom; at most 128 characters.</param>
    /// <param name="cap">How many may be done in a period; at least 1.</param>
    /// <param name="period">Periods follow one another, beginning with 1970; hours and days are those of UTC.</param>
    public async Task<bool> TakeAsync(string key, int cap, TimeSpan period, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await TakeAsync(db, key, cap, period, cancellationToken);
    }

    /// <summary>The same in the caller's transaction: what is rolled back was not counted.</summary>
    /// <inheritdoc cref="TakeAsync(string, int, TimeSpan, CancellationToken)" path="/param"/>
    public Task<bool> TakeAsync(PortalDbContext db, string key, int cap, TimeSpan period, CancellationToken cancellationToken) =>
        TakeAsync(db, key, cap, period, step: period, cancellationToken);

    /// <summary>
    /// The same for a period that slides: it ends now, to the step. By periods that follow one another it would be twice the
    /// cap around the end of each.
    /// </summary>
    /// <param name="step">The part of the period that is counted together; the period is a multiple of it.</param>
    /// <inheritdoc cref="TakeAsync(string, int, TimeSpan, CancellationToken)" path="/param"/>
    public async Task<bool> TakeAsync(
        PortalDbContext db, string key, int cap, TimeSpan period, TimeSpan step, CancellationToken cancellationToken)
    {
        var begun = Begun(step);
        var length = (long)period.TotalMilliseconds;

        // The row of this step is what writers wait for; those of the steps before do not change any more.
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "RateLimits" ("Key", "Period", "ExpiresAt", "Count")
            SELECT {key}, {begun}, {begun + length}, 1 WHERE {cap} > (
                SELECT COALESCE(SUM("Count"), 0) FROM "RateLimits"
                WHERE "Key" = {key} AND "Period" > {begun - length} AND "Period" < {begun})
            ON CONFLICT ("Key", "Period") DO UPDATE SET "Count" = "RateLimits"."Count" + 1
            WHERE "RateLimits"."Count" + (
                SELECT COALESCE(SUM(earlier."Count"), 0) FROM "RateLimits" AS earlier
                WHERE earlier."Key" = {key} AND earlier."Period" > {begun - length} AND earlier."Period" < {begun}) < {cap}
            """,
            cancellationToken) == 1;
    }

    /// <summary>How many were counted in this period.</summary>
    public async Task<int> CountAsync(string key, TimeSpan period, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var begun = DateTimeOffset.FromUnixTimeMilliseconds(Begun(period));
        return await db.Set<RateLimit>().Where(limit => limit.Key == key && limit.Period == begun)
            .Select(limit => limit.Count).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>When this period began, in milliseconds since 1970.</summary>
    public long Begun(TimeSpan step)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return now - (now % (long)step.TotalMilliseconds);
    }
}
