using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.PersonalData;

/// <summary>A person's view of the log: their own entries, newest first.</summary>
internal sealed class SelfServiceActivity(IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions)
{
    /// <summary>Entries per page.</summary>
    public const int PageSize = 25;

    private static readonly Dictionary<ActivityFilter, string[]> Events = new()
    {
        [ActivityFilter.SignIns] = AuditEvents.NamesOf(AuditCategory.SignIns),
        [ActivityFilter.Methods] = AuditEvents.NamesOf(AuditCategory.Factors),
        [ActivityFilter.Devices] = AuditEvents.NamesOf(AuditCategory.Devices),
        [ActivityFilter.Account] = AuditEvents.NamesOf(AuditCategory.Account),
    };

    /// <summary>Returns a page of entries; an empty one if the session is over.</summary>
    /// <param name="before">Only entries older than this one; null for the newest.</param>
    /// <param name="count">The maximum number of entries.</param>
    public async Task<IReadOnlyList<AuditLogEntry>> ListAsync(
        Guid sessionId, ActivityFilter filter, long? before = null, int count = PageSize,
        CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return [];
        }

        var entries = db.Set<AuditLogEntry>().AsNoTracking()
            .Where(entry => entry.UserId == session.UserId && (before == null || entry.Sequence < before));
        if (Events.TryGetValue(filter, out var events))
        {
            entries = entries.Where(entry => events.Contains(entry.Event));
        }

        return await entries.OrderByDescending(entry => entry.Sequence).Take(count).ToListAsync(cancellationToken);
    }
}
