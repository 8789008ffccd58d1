using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// "Lock my account" (R19): ends all sessions and everything that is on its way to change or open the account, and keeps the
/// reason. A primary method that is no text opens it again (<see cref="LockOpeners"/>), or support with a lead.
/// </summary>
internal sealed class AccountLock(
    LockOpeners openers, MethodCatalogue catalogue, AuthenticationFlowStore flows, OneTimeCodeService codes, AccountClosure closure,
    AuditLogWriter log, SecurityEventRecorder recorder, TimeProvider clock)
{
    /// <summary>Characters that the reason may have.</summary>
    public const int MaxReasonLength = Person.MaxLockReason;

    /// <summary>Locks the account in the caller's transaction; false when it is locked already: then nothing is written.</summary>
    /// <param name="actor">The actor, as in <see cref="AuditLogEntry.Actor"/>.</param>
    /// <param name="client">Where it is done from; null for support, whose address is nobody's business.</param>
    /// <param name="disavowed">Ids of methods that the person says are not theirs, and that therefore open nothing.</param>
    public async Task<bool> LockAsync(
        PersonTransaction transaction, string actor, ClientInfo? client, string reason, IReadOnlyCollection<string> disavowed,
        CancellationToken cancellationToken)
    {
        var (now, userId) = (clock.GetUtcNow(), transaction.UserId);
        List<string> opening = [.. (await openers.FindAsync(transaction.Db, userId, cancellationToken)).Except(disavowed)];
        var with = LockState.Write(opening);
        if (await transaction.Db.Set<Person>().Where(person => person.UserId == userId && person.LockedAt == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(person => person.LockedAt, now)
                    .SetProperty(person => person.LockReason, reason)
                    .SetProperty(person => person.LockOpensWith, with),
                cancellationToken) == 0)
        {
            return false;
        }

        await EndEverythingAsync(transaction, cancellationToken);
        var entry = new AuditEvent(userId, AuditEvents.AccountLocked, reason) { Actor = actor };
        await recorder.RecordAsync(
            transaction, entry, new AccountLockedNotification(reason, catalogue.Names(opening)), client, cancellationToken);
        return true;
    }

    /// <summary>Opens the account in the caller's transaction, for support with a lead; false when it is not locked.</summary>
    /// <param name="actor">As for the lock.</param>
    public async Task<bool> OpenAsync(PersonTransaction transaction, string actor, CancellationToken cancellationToken)
    {
        if (!await LockedAccounts.LiftAsync(transaction, cancellationToken))
        {
            return false;
        }

        await log.AppendAsync(
            transaction.Db, new AuditEvent(transaction.UserId, AuditEvents.AccountOpened) { Actor = actor }, cancellationToken);
        return true;
    }

    /// <summary>Lets methods that the person says are not theirs open the lock no longer, if there is one.</summary>
    public static async Task DisavowAsync(
        PersonTransaction transaction, IReadOnlyCollection<string> methods, CancellationToken cancellationToken)
    {
        if (methods.Count > 0
            && await LockedAccounts.FindAsync(transaction.Db, transaction.UserId, cancellationToken) is { } locked)
        {
            var left = LockState.Write(locked.OpensWith.Except(methods));
            await transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId && person.LockedAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(person => person.LockOpensWith, left), cancellationToken);
        }
    }

    /// <summary>The reason as it is kept: without control characters and surplus length.</summary>
    public static string Shorten(string? reason)
    {
        var visible = VisibleText.Trim(VisibleText.WithoutTurns(new string([.. (reason ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)])));
        return visible.Length <= Person.MaxLockReason ? visible
            : visible[..(char.IsHighSurrogate(visible[Person.MaxLockReason - 1]) ? Person.MaxLockReason - 1 : Person.MaxLockReason)];
    }

    // A new stamp voids pending sign-ins, links and passes; the handlers stop recoveries and what support has in progress.
    private async Task EndEverythingAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        var (userId, stamp) = (transaction.UserId, SecurityStamp.Create());
        await transaction.Db.Users.Where(user => user.Id == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.SecurityStamp, stamp), cancellationToken);
        await transaction.Db.Set<PendingEnrolment>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await codes.VoidAllAsync(transaction, cancellationToken);
        await flows.EndAllAsync(transaction, cancellationToken);
        await closure.ApplyAsync(transaction, cancellationToken);
    }
}
