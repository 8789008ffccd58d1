using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Lets a person's open pages show and stop a recovery in progress (R15).</summary>
internal sealed class OpenRecoveries(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, RecoveryCancellation stops, TimeProvider clock)
{
    /// <summary>
    /// Returns the recovery in progress of the session's person; null if there is none or the session may not stop it.
    /// </summary>
    public async Task<OpenRecovery?> FindAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await MayStopAsync(db, sessionId, cancellationToken) is { } session
            ? await RecoveryQueries.UnderWay(db, clock.GetUtcNow()).Where(row => row.UserId == session.UserId)
                .Select(row => new OpenRecovery(row.Id, row.DueAt, row.State == RecoveryState.LinkSent))
                .FirstOrDefaultAsync(cancellationToken)
            : null;
    }

    /// <summary>Stops it; returns false if there is nothing left to stop, or the session may not stop it.</summary>
    public async Task<bool> StopAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } found)
        {
            return false;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, found.UserId, cancellationToken);
        if (await MayStopAsync(transaction.Db, sessionId, cancellationToken) is not { } session
            || !await stops.StopAsync(transaction, session.Client, cancellationToken))
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // A session that began with a temporary pass, or that has to enrol a method first, has used none of the methods that
    // the recovery would turn off.
    private async Task<LiveSession?> MayStopAsync(PortalDbContext db, Guid sessionId, CancellationToken cancellationToken) =>
        await sessions.FindAsync(db, sessionId, cancellationToken) is { IsOnPass: false, MustEnrolSince: null } session ? session : null;
}
