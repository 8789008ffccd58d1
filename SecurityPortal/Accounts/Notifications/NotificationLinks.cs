using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Notifications;

/// <summary>Finds and consumes the "This wasn't me" links of notifications.</summary>
internal sealed class NotificationLinks(KeyedHash keyedHash, TimeProvider clock)
{
    /// <summary>Returns the notification with this token; null if its link was used, has expired or never existed.</summary>
    public async Task<NotificationRecord?> FindAsync(PortalDbContext db, string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return null;
        }

        var hash = keyedHash.OfToken(token, NotificationRecord.LinkToken);
        return await Open(db).AsNoTracking().FirstOrDefaultAsync(record => record.TokenHash == hash, cancellationToken);
    }

    /// <summary>
    /// Marks the link as used in the caller's transaction. Of several concurrent calls, exactly one returns true.
    /// </summary>
    public async Task<bool> UseAsync(PortalDbContext db, NotificationRecord record, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await Open(db).Where(row => row.Id == record.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UsedAt, now), cancellationToken) == 1;
    }

    private IQueryable<NotificationRecord> Open(PortalDbContext db)
    {
        var now = clock.GetUtcNow();
        return db.Set<NotificationRecord>().Where(record => record.UsedAt == null && record.ExpiresAt > now);
    }
}
