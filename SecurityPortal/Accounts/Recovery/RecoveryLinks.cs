using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// The link at the end of a wait. With the password, and with nothing less, it takes all methods off: a new password voids
/// it, so a mailbox alone gets nowhere (R13, R15).
/// </summary>
internal sealed class RecoveryLinks(
    IDbContextFactory<PortalDbContext> factory, RecoveryStart start, SelfServicePassword ownPassword, MethodsTakenOff takenOff,
    KeyedHash keyedHash, TimeProvider clock)
{
    /// <summary>Whether the link of this token can still be used.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is not null;

    /// <summary>Takes all methods off, once for each link. The password is counted before it is looked at.</summary>
    public async Task<RecoveryLinkUse> UseAsync(
        string? token, string? password, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } request)
        {
            return new RecoveryLinkUse.Over();
        }

        switch (await ownPassword.CheckAsync(request.UserId, password, cancellationToken))
        {
            case AccountResult.Locked locked:
                return new RecoveryLinkUse.Locked(locked.Until);
            case not null:
                return new RecoveryLinkUse.WrongPassword();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, request.UserId, cancellationToken);
        var now = clock.GetUtcNow();

        // The password that was looked at is still the one there is: another would have another stamp.
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
