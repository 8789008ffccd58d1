using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.Support.Reports;

/// <summary>
/// Reminds people who are not protected, by e-mail: when a lead requests it, and automatically if <c>Support:RemindByItself</c>
/// is set. Nobody is reminded twice within <c>Support:RemindAgainAfter</c>, however often and by whomever it is requested.
/// </summary>
internal sealed class ProtectionReminders(
    IDbContextFactory<PortalDbContext> factory, ReportGate gate, UnprotectedQuery query, NotificationWriter notices,
    AuditLogWriter log, IOptions<SupportOptions> options, TimeProvider clock) : ITimedWork
{
    /// <summary>The most people reminded together: per request, or per gap in an automatic run.</summary>
    public const int Batch = 100;

    private const string PortalActor = "portal";

    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <summary>Reminds up to <see cref="Batch"/> people with this gap; returns how many, or why none.</summary>
    /// <param name="role">Only those with this role; null for everyone.</param>
    public async Task<(int Sent, SupportFault? Fault)> SendAsync(
        Guid sessionId, ProtectionGap gap, string? role, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(gap) || (role is not null && !PortalRoles.IsStaff(role)))
        {
            return (0, SupportFault.InvalidInput);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (leadId, fault) = await gate.RemindAsync(db, sessionId, UnprotectedPeople.Describe(gap, role), cancellationToken);
        return leadId is null ? (0, fault) : (await SendAsync(gap, role, leadId, cancellationToken), null);
    }

    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var sent = 0;
        foreach (var gap in options.Value.RemindByItself ? Enum.GetValues<ProtectionGap>() : [])
        {
            sent += await SendAsync(gap, role: null, PortalActor, cancellationToken);
        }

        return sent;
    }

    private async Task<int> SendAsync(ProtectionGap gap, string? role, string actor, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - options.Value.RemindAgainAfter;
        var (sent, after, isLast) = (0, "", false);
        while (sent < Batch && !isLast)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var users = await Reachable(db, gap, role).AsNoTracking()
                .Where(user => string.Compare(user.Id, after) > 0
                    && !db.Set<ProtectionReminder>().Any(reminder => reminder.UserId == user.Id && reminder.SentAt > since))
                .OrderBy(user => user.Id).Take(Batch - sent).ToListAsync(cancellationToken);
            isLast = users.Count < Batch - sent;
            foreach (var user in users)
            {
                after = user.Id;
                sent += user.StateAt(clock.GetUtcNow()) == AccountState.Active
                    && await RemindAsync(user.Id, gap, role, actor, cancellationToken) ? 1 : 0;
            }
        }

        return sent;
    }

    // One conditional write decides; the mail goes into the same transaction.
    private async Task<bool> RemindAsync(string userId, ProtectionGap gap, string? role, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        var now = clock.GetUtcNow();
        var (at, before) = (now.ToUnixTimeMilliseconds(), (now - options.Value.RemindAgainAfter).ToUnixTimeMilliseconds());
        if (!await Reachable(transaction.Db, gap, role).AnyAsync(user => user.Id == userId, cancellationToken)
            || await transaction.Db.AccountStateAsync(userId, now, cancellationToken) != AccountState.Active
            || await transaction.Db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "ProtectionReminders" ("UserId", "SentAt") VALUES ({userId}, {at})
                ON CONFLICT ("UserId") DO UPDATE SET "SentAt" = {at} WHERE "ProtectionReminders"."SentAt" <= {before}
                """,
                cancellationToken) == 0)
        {
            return false;
        }

        await log.AppendAsync(
            transaction.Db, new AuditEvent(userId, AuditEvents.ReminderSent, $"{gap}") { Actor = actor }, cancellationToken);
        await notices.AddAsync(transaction, new ProtectionReminderNotification(gap), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // A person who cannot sign in now cannot set anything up either. A lockout's end is compared outside the database: SQLite
    // stores it as text, and one of the past stays in the row for ever.
    private IQueryable<PortalUser> Reachable(PortalDbContext db, ProtectionGap gap, string? role) =>
        query.People(db, gap, role).Where(user => user.EmailConfirmed && user.Email != null
            && !db.Set<Person>().Any(person => person.UserId == user.Id && person.LockedAt != null));
}
