using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Delivery;
using SecurityPortal.Timers;

namespace SecurityPortal.Recovery;

/// <summary>Sends the links of requests that have waited long enough and were not stopped, and ends links that lapsed.</summary>
internal sealed class DueRecoveries(
    IDbContextFactory<PortalDbContext> factory, RecoveryMail mail, Outbox outbox, ActivityLogWriter log,
    IOptionsMonitor<RecoveryOptions> options, TimeProvider clock)
    : ITimedWork
{
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>How many links were sent. On several nodes at once each is sent by one.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        List<RecoveryRequest> due;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            var now = clock.GetUtcNow();
            await db.Set<RecoveryRequest>()
                .Where(row => row.State == RecoveryState.LinkSent && row.LinkExpiresAt <= now)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, RecoveryState.Stopped).SetProperty(row => row.EndedAt, now),
                    cancellationToken);
            due = await db.Set<RecoveryRequest>().AsNoTracking()
                .Where(row => row.State == RecoveryState.Waiting && row.DueAt <= now)
                .OrderBy(row => row.DueAt).Take(100).ToListAsync(cancellationToken);
        }

        var sent = 0;
        foreach (var request in due)
        {
            sent += await SendAsync(request, cancellationToken) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> SendAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, request.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await transaction.Db.AccountStateAsync(request.UserId, now, cancellationToken) != AccountState.Active)
        {
            // Disabled meanwhile, by an application on the same database: the portal's own way to disable stops the wait.
            await transaction.Db.Set<RecoveryRequest>()
                .Where(row => row.Id == request.Id && row.State == RecoveryState.Waiting)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, RecoveryState.Stopped).SetProperty(row => row.EndedAt, now),
                    cancellationToken);
            await log.AppendAsync(
                transaction.Db,
                new(request.UserId, ActivityEvents.RecoveryStopped) { Actor = "portal" },
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return false;
        }

        var token = RandomToken.Create();
        var (hash, lifetime) = (RandomToken.Hash(token), options.CurrentValue.LinkLifetime);
        var expires = now + lifetime;
        if (await transaction.Db.Set<RecoveryRequest>()
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
            new(request.UserId, ActivityEvents.RecoveryLinkSent) { Actor = "portal" },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
