using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.Support;

/// <summary>
/// Limits what one agent may do in any sixty minutes, counted in steps of one minute (ASVS 2.4.1).
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

    /// <summary>The period over which actions are counted.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Counts one more; returns false when that would exceed <paramref name="max"/>.</summary>
    public Task<bool> TryCountAsync(PortalDbContext db, string agentId, string kind, int max, CancellationToken cancellationToken) =>
        limits.TakeAsync(db, $"agent-{kind}:{agentId}", max, Period, step: TimeSpan.FromMinutes(1), cancellationToken);
}
