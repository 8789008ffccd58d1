using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// "Lock my account" (R19): ends all sessions and everything pending that could change or open the account, and stores the
/// reason. Only a primary method other than text messages (<see cref="LockOpeners"/>), or support with a lead, unlocks it.
/// </summary>
internal sealed class AccountLock(
    LockOpeners openers, MethodCatalogue catalogue, AuthenticationFlowStore flows, OneTimeCodeService codes, AccountClosure closure,
    AuditLogWriter log, SecurityEventRecorder recorder, TimeProvider clock)
{
    /// <summary>Maximum length of the reason, in characters.</summary>
    public const int MaxReasonLength = Person.MaxLockReason;

    /// <summary>
    /// Locks the account in the caller's transaction. Returns false, and writes nothing, if it is locked already.
    /// </summary>
    /// <param name="actor">The actor, as in <see cref="AuditLogEntry.Actor"/>.</param>
    /// <param name="client">The client that did it; null for support, whose address the person must not see.</param>
    /// <param name="disavowed">
    /// The ids of the methods that the person says are not theirs, and that therefore cannot unlock the account.
    /// </param>
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

    /// <summary>
    /// Unlocks the account in the caller's transaction, for support with a lead. Returns false if it is not locked.
    /// </summary>
    /// <param name="actor">As for <see cref="LockAsync"/>.</param>
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

    /// <summary>If the account is locked, stops methods that the person says are not theirs from unlocking it.</summary>
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

    /// <summary>
    /// Returns the reason as it is stored: control characters replaced by spaces, characters that change the text direction
    /// removed, and cut to the maximum length.
    /// </summary>
    public static string Shorten(string? reason)
    {
        var visible = VisibleText.Trim(VisibleText.WithoutTurns(new string([.. (reason ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)])));
        return visible.Length <= Person.MaxLockReason ? visible
            : visible[..(char.IsHighSurrogate(visible[Person.MaxLockReason - 1]) ? Person.MaxLockReason - 1 : Person.MaxLockReason)];
    }

    // A new security stamp voids pending sign-ins, links and passes; the handlers stop recoveries and support actions in
    // progress.
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
