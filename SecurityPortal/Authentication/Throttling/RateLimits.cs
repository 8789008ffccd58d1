using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Authentication.Throttling;

/// <summary>
/// Caps how often something may be done in a period, right or wrong (ASVS 2.4.1). In the database, so all nodes share it;
/// one conditional update each, so that many at once get no more than the cap.
/// </summary>
internal sealed class RateLimits(IDbContextFactory<PortalDbContext> factory, TimeProvider clock)
{
    /// <summary>How long a count is kept after its period began. No period is as long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Counts one; false when there were <paramref name="cap"/> in this period already.</summary>
    /// <param name="cap">How many may be done in a period; at least 1.</param>
    /// <param name="period">Periods follow one another, beginning with 1970.</param>
    public async Task<bool> TakeAsync(string key, int cap, TimeSpan period, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var begun = now - (now % (long)period.TotalMilliseconds);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "RateLimits" ("Key", "Period", "Count") VALUES ({key}, {begun}, 1)
            ON CONFLICT ("Key", "Period") DO UPDATE SET "Count" = "RateLimits"."Count" + 1 WHERE "RateLimits"."Count" < {cap}
            """,
            cancellationToken) == 1;
    }
}
