using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Disables accounts and enables them again (R17, ASVS 7.4.2), for the operator and for support. Whether the caller may do so
/// is for the caller to find out. Written the way ASP.NET Core Identity does it, so that an application on the same database
/// refuses the person as well.
/// </summary>
internal sealed class AccountStateService(AccountClosure closure, SecurityEventRecorder recorder, TimeProvider clock)
{
    /// <summary>Characters that a reason may have.</summary>
    public const int MaxReasonLength = 400;

    // As applications do it: UserManager.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue).
    private static readonly DateTimeOffset ForGood = DateTimeOffset.MaxValue;

    /// <summary>
    /// Disables the account: sessions, trusted devices, pending sign-ins, links and recoveries end with it, in the caller's
    /// transaction. False when it was disabled for good already; then nothing is written.
    /// </summary>
    /// <param name="actor">The actor, as in <see cref="AuditLogEntry.Actor"/>.</param>
    /// <param name="client">Where it is done from; null at the command line.</param>
    /// <param name="reason">Stands in the log, and so in the data that the person can download. At most <see cref="MaxReasonLength"/> characters.</param>
    public async Task<bool> DisableAsync(
        PersonTransaction transaction, string actor, ClientInfo? client, string reason, CancellationToken cancellationToken)
    {
        var (stamp, concurrency) = (SecurityStamp.Create(), Guid.NewGuid().ToString());
        if (await transaction.Db.Users
            .Where(user => user.Id == transaction.UserId && !(user.LockoutEnabled && user.LockoutEnd == ForGood))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(user => user.LockoutEnabled, true)
                    .SetProperty(user => user.LockoutEnd, ForGood)
                    .SetProperty(user => user.SecurityStamp, stamp)
                    .SetProperty(user => user.ConcurrencyStamp, concurrency),
                cancellationToken) == 0)
        {
            return false;
        }

        await closure.ApplyAsync(transaction, cancellationToken);
        var entry = new AuditEvent(transaction.UserId, AuditEvents.AccountDisabled, reason) { Actor = actor };
        await recorder.RecordAsync(
            transaction, client is null ? entry : entry.From(client), new AccountDisabledNotification(), client: null, cancellationToken);
        return true;
    }

    /// <summary>Enables the account again; nothing that was ended comes back. False when it is not disabled.</summary>
    /// <inheritdoc cref="DisableAsync" path="/param"/>
    public async Task<bool> EnableAsync(
        PersonTransaction transaction, string actor, ClientInfo? client, string reason, CancellationToken cancellationToken)
    {
        var concurrency = Guid.NewGuid().ToString();
        if (await transaction.Db.AccountStateAsync(transaction.UserId, clock.GetUtcNow(), cancellationToken) != AccountState.Disabled
            || await transaction.Db.Users.Where(user => user.Id == transaction.UserId && user.LockoutEnd != null)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null)
                        .SetProperty(user => user.AccessFailedCount, 0)
                        .SetProperty(user => user.ConcurrencyStamp, concurrency),
                    cancellationToken) == 0)
        {
            return false;
        }

        var entry = new AuditEvent(transaction.UserId, AuditEvents.AccountEnabled, reason) { Actor = actor };
        await recorder.RecordAsync(
            transaction, client is null ? entry : entry.From(client), new AccountEnabledNotification(), client: null, cancellationToken);
        return true;
    }
}
