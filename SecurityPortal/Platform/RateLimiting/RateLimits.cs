namespace SecurityPortal.Platform.RateLimiting;

/// <summary>
/// Limits how often something may be done in a period, successfully or not (ASVS 2.4.1). The counts are in the database, so all
/// nodes share them. Each attempt is one conditional update, so concurrent attempts get no more than the cap.
/// </summary>
internal sealed class RateLimits(IDbContextFactory<PortalDbContext> factory, TimeProvider clock)
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Counts one attempt; returns false when there have already been <paramref name="cap"/> in this period.</summary>
    /// <param name="key">What is counted, and for whom; at most 128 characters.</param>
    /// <param name="cap">How many attempts are allowed in a period; at least 1.</param>
    /// <param name="period">
    /// The length of a period. Periods follow one another from the beginning of 1970; hours and days are those of UTC.
    /// </param>
    public async Task<bool> TakeAsync(string key, int cap, TimeSpan period, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await TakeAsync(db, key, cap, period, cancellationToken);
    }

    /// <summary>The same in the caller's transaction: a rollback undoes the count too.</summary>
    /// <inheritdoc cref="TakeAsync(string, int, TimeSpan, CancellationToken)" path="/param"/>
    public Task<bool> TakeAsync(PortalDbContext db, string key, int cap, TimeSpan period, CancellationToken cancellationToken) =>
        TakeAsync(db, key, cap, period, step: period, cancellationToken);

    /// <summary>
    /// The same for a sliding period, which ends now, to the precision of a step. Consecutive periods would allow twice the cap
    /// around the end of each.
    /// </summary>
    /// <param name="step">The part of the period that is counted as one; the period is a multiple of it.</param>
    /// <inheritdoc cref="TakeAsync(string, int, TimeSpan, CancellationToken)" path="/param"/>
    public async Task<bool> TakeAsync(
        PortalDbContext db, string key, int cap, TimeSpan period, TimeSpan step, CancellationToken cancellationToken)
    {
        var begun = Begun(step);
        var length = (long)period.TotalMilliseconds;

        // Writers wait for the row of this step; the rows of earlier steps no longer change.
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

    /// <summary>Returns how many attempts were counted in this period.</summary>
    public async Task<int> CountAsync(string key, TimeSpan period, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var begun = DateTimeOffset.FromUnixTimeMilliseconds(Begun(period));
        return await db.Set<RateLimit>().Where(limit => limit.Key == key && limit.Period == begun)
            .Select(limit => limit.Count).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Returns when this period began, in milliseconds since 1970.</summary>
    public long Begun(TimeSpan step)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return now - (now % (long)step.TotalMilliseconds);
    }
}
