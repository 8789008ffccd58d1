using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Support;

/// <summary>
/// Caps what one agent may do in any sixty minutes, to the minute, by one conditional update each: by the clock's hours
/// it would be twice the cap around each full hour (ASVS 2.4.1).
/// </summary>
internal sealed class AgentTallies(TimeProvider clock)
{
    public const string Searches = "searches";
    public const string People = "people";
    public const string Cases = "cases";
    public const string Actions = "actions";
    public const string LogPages = "log-pages";
    public const string Exports = "exports";
    public const string ListChanges = "list-changes";
    public const string Reports = "reports";
    public const string Reminders = "reminders";

    /// <summary>The time over which is counted.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Counts one; false when that would be one too many.</summary>
    public async Task<bool> TryCountAsync(
        PortalDbContext db, string agentId, string kind, int max, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var minute = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, TimeSpan.Zero);
        var since = minute - Period;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AgentTallies" ("AgentId", "Kind", "Minute", "Count")
            VALUES ({agentId}, {kind}, {minute.ToUnixTimeMilliseconds()}, 0) ON CONFLICT DO NOTHING
            """,
            cancellationToken);

        // The row of this minute is what writers wait for; those of the minutes before do not change any more.
        var own = db.Set<AgentTally>().Where(tally => tally.AgentId == agentId && tally.Kind == kind);
        return await own
            .Where(tally => tally.Minute == minute
                && tally.Count + own.Where(other => other.Minute > since && other.Minute < minute).Sum(other => other.Count) < max)
            .ExecuteUpdateAsync(set => set.SetProperty(tally => tally.Count, tally => tally.Count + 1), cancellationToken) == 1;
    }
}
