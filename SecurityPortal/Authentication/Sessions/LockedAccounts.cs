using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Opens locked accounts to the person who signs in with what opens them (R19), and says what that is.</summary>
internal sealed class LockedAccounts(IDbContextFactory<PortalDbContext> factory, AuditLogWriter log, NotificationWriter notices)
{
    // Asked at every step of a sign-in.
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<LockState?>>> Lock = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) => db.Set<Person>()
            .Where(person => person.UserId == userId && person.LockedAt != null)
            .Select(person => new LockState(person.LockedAt!.Value, person.LockReason ?? "", LockState.Read(person.LockOpensWith)))
            .FirstOrDefault()));

    /// <summary>The lock of this account; null when it is open.</summary>
    public async Task<LockState?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, userId, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(string, CancellationToken)"/>
    public static Task<LockState?> FindAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        Lock.For(db)(db, userId, cancellationToken);

    /// <summary>
    /// Opens the account in the transaction that begins a session. False when it stays locked, because this does not open it:
    /// a password, a text, a backup code, a trusted device and a pass never do.
    /// </summary>
    /// <param name="transaction">The transaction that begins the session.</param>
    /// <param name="secondStep">The method that was answered with; null when there was none.</param>
    public async Task<bool> OpensAsync(
        PersonTransaction transaction, string? secondStep, ClientInfo client, CancellationToken cancellationToken)
    {
        if (secondStep is null
            || await FindAsync(transaction.Db, transaction.UserId, cancellationToken) is not { } locked
            || !locked.OpensWith.Contains(secondStep)
            || !await LiftAsync(transaction, cancellationToken))
        {
            return false;
        }

        await log.AppendAsync(
            transaction.Db, new AuditEvent(transaction.UserId, AuditEvents.AccountOpened, secondStep).From(client), cancellationToken);
        await notices.AddAsync(
            transaction, new AccountOpenedNotification(BySupport: false), client.Source(), cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Takes the lock away; false when there is none. Of several at once exactly one does.</summary>
    public static async Task<bool> LiftAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        await transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId && person.LockedAt != null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(person => person.LockedAt, (DateTimeOffset?)null)
                    .SetProperty(person => person.LockReason, (string?)null)
                    .SetProperty(person => person.LockOpensWith, (string?)null),
                cancellationToken) == 1;
}
