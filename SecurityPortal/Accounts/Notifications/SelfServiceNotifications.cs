using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Accounts.Notifications;

/// <summary>Shows people the notifications that they were sent, in the portal.</summary>
internal sealed class SelfServiceNotifications(
    IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions, ISignals signals, TimeProvider clock)
{
    private const int Newest = 50;

    /// <summary>Returns the newest notifications first; none if the session is over.</summary>
    public async Task<IReadOnlyList<NotificationRecord>> ListAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await Own(db, session).AsNoTracking().OrderByDescending(notice => notice.CreatedAt)
                .ThenByDescending(notice => notice.Id).Take(Newest).ToListAsync(cancellationToken)
            : [];
    }

    /// <summary>Returns how many are unread.</summary>
    public async Task<int> CountUnreadAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await Own(db, session).CountAsync(notice => notice.ReadAt == null, cancellationToken)
            : 0;
    }

    /// <summary>Marks them all as read.</summary>
    public async Task MarkReadAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var marked = await Own(db, session).Where(notice => notice.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.ReadAt, now), cancellationToken);
        if (marked > 0)
        {
            signals.Publish(SignalTopics.Person(session.UserId));
        }
    }

    private static IQueryable<NotificationRecord> Own(PortalDbContext db, LiveSession session) =>
        db.Set<NotificationRecord>().Where(notice => notice.UserId == session.UserId && notice.IsListed);
}
