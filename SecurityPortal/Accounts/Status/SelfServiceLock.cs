using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Status;

/// <summary>"Lock my account" for a signed-in person (R19).</summary>
internal sealed class SelfServiceLock(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, LockOpeners openers, AccountLock accountLock)
{
    /// <summary>
    /// Returns the ids of the methods that would unlock the account if it were locked now; null if the session is over.
    /// </summary>
    public async Task<IReadOnlyList<string>?> ForecastAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await openers.FindAsync(db, session.UserId, cancellationToken)
            : null;
    }

    /// <summary>
    /// Locks the account of the session's person without reauthentication: somebody who has taken over the session would
    /// only shut themselves out. Returns false if the session is over.
    /// </summary>
    /// <param name="reason">The person's reason, if any; cut off if it is too long.</param>
    public async Task<bool> LockAsync(Guid sessionId, string? reason, CancellationToken cancellationToken = default)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } found)
        {
            return false;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, found.UserId, cancellationToken);
        if (await sessions.FindAsync(transaction.Db, sessionId, cancellationToken) is not { } session
            || !await accountLock.LockAsync(
                transaction, AuditActors.Self, session.Client, AccountLock.Shorten(reason), disavowed: [], cancellationToken))
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
