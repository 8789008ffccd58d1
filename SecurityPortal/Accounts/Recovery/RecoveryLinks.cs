using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Handles the link at the end of a wait. It turns off all methods only together with the password, and a new password
/// voids it, so the mailbox alone is not enough (R13, R15).
/// </summary>
internal sealed class RecoveryLinks(
    IDbContextFactory<PortalDbContext> factory, RecoveryStart start, SelfServicePassword ownPassword, MethodsTakenOff takenOff,
    KeyedHash keyedHash, TimeProvider clock)
{
    /// <summary>Returns whether the link with this token is still valid.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is not null;

    /// <summary>Turns off all methods, once per link. The attempt is counted before the password is checked.</summary>
    public async Task<RecoveryLinkUse> UseAsync(
        string? token, string? password, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } request)
        {
            return new RecoveryLinkUse.Over();
        }

        switch (await ownPassword.CheckAsync(request.UserId, password, client, cancellationToken))
        {
            case AccountResult.Locked locked:
                return new RecoveryLinkUse.Locked(locked.Until);
            case not null:
                return new RecoveryLinkUse.WrongPassword();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, request.UserId, cancellationToken);
        var now = clock.GetUtcNow();

        // The password just checked is still the current one: a new one would have changed the security stamp.
        if (!await start.IsOpenToAsync(transaction.Db, request.UserId, cancellationToken)
            || await RecoveryQueries.UnderWay(transaction.Db, now)
                .Where(row => row.Id == request.Id && row.State == RecoveryState.LinkSent)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, RecoveryState.Used).SetProperty(row => row.EndedAt, now),
                    cancellationToken) == 0)
        {
            return new RecoveryLinkUse.Over();
        }

        await takenOff.ApplyAsync(
            transaction, new AuditEvent(request.UserId, AuditEvents.RecoveryUsed), new RecoveredNotification(), client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RecoveryLinkUse.Done();
    }

    private async Task<RecoveryRequest?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return null;
        }

        var hash = keyedHash.OfToken(token, RecoveryRequest.LinkToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await RecoveryQueries.UnderWay(db, clock.GetUtcNow()).AsNoTracking()
            .FirstOrDefaultAsync(row => row.TokenHash == hash, cancellationToken);
    }
}
