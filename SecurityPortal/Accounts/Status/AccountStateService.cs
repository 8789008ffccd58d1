using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Disables and enables accounts (R17, ASVS 7.4.2), for the operator and for support. Callers must check that they may do
/// so. The state is stored as ASP.NET Core Identity does it, so that an application on the same database also refuses the
/// person.
/// </summary>
internal sealed class AccountStateService(AccountClosure closure, SecurityEventRecorder recorder, TimeProvider clock)
{
    /// <summary>Maximum length of a reason, in characters.</summary>
    public const int MaxReasonLength = 400;

    // As applications do it: UserManager.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue).
    private static readonly DateTimeOffset ForGood = DateTimeOffset.MaxValue;

    /// <summary>
    /// Disables the account in the caller's transaction, which also ends its sessions, trusted devices, pending sign-ins,
    /// links and recoveries. Returns false, and writes nothing, if it was already disabled for good.
    /// </summary>
    /// <param name="actor">The actor, as in <see cref="AuditLogEntry.Actor"/>.</param>
    /// <param name="client">The client that did it; null on the command line.</param>
    /// <param name="reason">
    /// Recorded in the log, and so in the data that the person can download. At most <see cref="MaxReasonLength"/>
    /// characters.
    /// </param>
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

    /// <summary>Enables the account again; nothing that was ended comes back. Returns false if it is not disabled.</summary>
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
