using SecurityPortal.Audit;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Sends the links of recoveries whose wait is over, and ends those that have lapsed: links that nobody used in time, and
/// requests that a new password voided.
/// </summary>
internal sealed class DueRecoveries(
    IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, RecoveryMail mail, Outbox outbox, AuditLogWriter log, ISignals signals,
    IOptionsMonitor<RecoveryOptions> options, TimeProvider clock)
    : ITimedWork
{
    private const int AtOnce = 100;

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>Returns how many links were sent. If several nodes run this at once, each link is sent only once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        List<RecoveryRequest> lapsed, due;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            var now = clock.GetUtcNow();
            lapsed = await RecoveryQueries.Lapsed(db, now).AsNoTracking()
                .OrderBy(row => row.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
            due = await RecoveryQueries.Current(db).AsNoTracking()
                .Where(row => row.State == RecoveryState.Waiting && row.DueAt <= now)
                .OrderBy(row => row.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        }

        foreach (var request in lapsed)
        {
            await EndAsync(request, cancellationToken);
        }

        var sent = 0;
        foreach (var request in due)
        {
            sent += await SendAsync(request, cancellationToken) ? 1 : 0;
        }

        return sent;
    }

    private async Task EndAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, request.UserId, cancellationToken);
        await StopAsync(
            transaction, RecoveryQueries.Lapsed(transaction.Db, clock.GetUtcNow()).Where(row => row.Id == request.Id), cancellationToken);
    }

    // Only the node whose update stops the request logs and announces it.
    private async Task StopAsync(PersonTransaction transaction, IQueryable<RecoveryRequest> request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await request.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, RecoveryState.Stopped).SetProperty(row => row.EndedAt, now),
            cancellationToken) == 0)
        {
            return;
        }

        await log.AppendAsync(
            transaction.Db, new(transaction.UserId, AuditEvents.RecoveryStopped) { Actor = "portal" }, cancellationToken);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(transaction.UserId)));
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<bool> SendAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, request.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await transaction.Db.AccountStateAsync(request.UserId, now, cancellationToken) != AccountState.Active)
        {
            // Disabled in the meantime by an application on the same database. When the portal itself disables an account,
            // it stops the wait.
            await StopAsync(
                transaction,
                transaction.Db.Set<RecoveryRequest>().Where(row => row.Id == request.Id && row.State == RecoveryState.Waiting),
                cancellationToken);
            return false;
        }

        var token = RandomToken.Create();
        var (hash, lifetime) = (keyedHash.OfToken(token, RecoveryRequest.LinkToken), options.CurrentValue.LinkLifetime);
        var expires = now + lifetime;
        if (await RecoveryQueries.Current(transaction.Db)
            .Where(row => row.Id == request.Id && row.State == RecoveryState.Waiting)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, RecoveryState.LinkSent)
                    .SetProperty(row => row.TokenHash, hash)
                    .SetProperty(row => row.LinkExpiresAt, expires),
                cancellationToken) == 0)
        {
            return false;
        }

        var message = await mail.ComposeAsync(transaction.Db, request.UserId, token, expires, cancellationToken);
        await outbox.AddAsync(transaction, $"recovery:{request.Id:N}", message, lifetime, cancellationToken);
        await log.AppendAsync(
            transaction.Db,
            new(request.UserId, AuditEvents.RecoveryLinkSent) { Actor = "portal" },
            cancellationToken);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(request.UserId)));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
