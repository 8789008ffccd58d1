using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Status;

/// <summary>"Lock my account" of a signed-in person (R19).</summary>
internal sealed class SelfServiceLock(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, LockOpeners openers, AccountLock accountLock)
{
    /// <summary>The ways to open the account again if the session's person locked it now; null when the session is over.</summary>
    public async Task<IReadOnlyList<string>?> ForecastAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await openers.FindAsync(db, session.UserId, cancellationToken)
            : null;
    }

    /// <summary>
    /// Locks the account of the session's person, without asking who they are again: somebody who took the session over only
    /// shuts themselves out. False when the session is over.
    /// </summary>
    /// <param name="reason">What the person says of it, if anything; what is too long is cut off.</param>
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
