using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.Support;

/// <summary>
/// Caps what one agent may do in any sixty minutes, to the minute (ASVS 2.4.1).
/// </summary>
internal sealed class AgentTallies(RateLimits limits)
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
    public Task<bool> TryCountAsync(PortalDbContext db, string agentId, string kind, int max, CancellationToken cancellationToken) =>
        limits.TakeAsync(db, $"agent-{kind}:{agentId}", max, Period, step: TimeSpan.FromMinutes(1), cancellationToken);
}
