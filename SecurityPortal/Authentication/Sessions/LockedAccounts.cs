using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Opens a locked account when its owner signs in with a method that opens it (R19), and tells which methods do.</summary>
internal sealed class LockedAccounts(IDbContextFactory<PortalDbContext> factory, AuditLogWriter log, NotificationWriter notices)
{
    // Queried at every step of a sign-in.
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<LockState?>>> Lock = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) => db.Set<Person>()
            .Where(person => person.UserId == userId && person.LockedAt != null)
            .Select(person => new LockState(person.LockedAt!.Value, person.LockReason ?? "", LockState.Read(person.LockOpensWith)))
            .FirstOrDefault()));

    /// <summary>Returns the lock of this account; null if it is not locked.</summary>
    public async Task<LockState?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, userId, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(string, CancellationToken)"/>
    public static Task<LockState?> FindAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        Lock.For(db)(db, userId, cancellationToken);

    /// <summary>
    /// Opens the account in the transaction that begins a session. Returns false if it stays locked because this method
    /// does not open it: a password, text message, backup code, trusted device or pass never does.
    /// </summary>
    /// <param name="transaction">The transaction that begins the session.</param>
    /// <param name="secondStep">The method that answered the second step; null if there was none.</param>
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

    /// <summary>Removes the lock. Returns false if there is none; of several concurrent calls, exactly one returns true.</summary>
    public static async Task<bool> LiftAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        await transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId && person.LockedAt != null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(person => person.LockedAt, (DateTimeOffset?)null)
                    .SetProperty(person => person.LockReason, (string?)null)
                    .SetProperty(person => person.LockOpensWith, (string?)null),
                cancellationToken) == 1;
}
