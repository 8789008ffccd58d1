using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>Applies callbacks from providers to their messages.</summary>
internal sealed class CallbackProcessor(IDbContextFactory<PortalDbContext> factory, ISignals signals, TimeProvider clock, ILogger<CallbackProcessor> logger)
{
    private const int Together = 100;

    // A callback can arrive before the result of the hand-over has been stored.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Processes the oldest callbacks. Returns false if there was nothing to do.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await DueAsync(db, cancellationToken)).Count == 0)
        {
            return false;
        }

        // One node at a time, because the callbacks of a message must be applied in the order in which they arrived.
        HashSet<string> changed = [];
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeLockAsync("callbacks", cancellationToken);
        var callbacks = await DueAsync(db, cancellationToken);
        foreach (var callback in callbacks)
        {
            var group = await GroupAsync(db, callback, cancellationToken);
            if (group is not null && await ApplyAsync(db, callback, cancellationToken))
            {
                changed.Add(group);
                if (callback is { State: DeliveryState.Failed, Fault: DeliveryFault.ProviderDown })
                {
                    // Accepted at first and refused later, as with a template that was paused.
                    logger.ProviderRefusedLater(callback.Key.Split('/')[0], callback.Error ?? "failed");
                }
            }

            var now = clock.GetUtcNow();
            await db.Set<ProviderCallback>().Where(row => row.Key == callback.Key)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.WorkedAt, now), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        foreach (var group in changed)
        {
            signals.Publish(SignalTopics.Message(group));
        }

        return true;
    }

    // Callbacks of known messages, and those that have waited long enough for their message. Others, such as those about
    // another program's messages, hold up nothing.
    private Task<List<ProviderCallback>> DueAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Patience;
        return db.Set<ProviderCallback>().AsNoTracking()
            .Where(callback => callback.WorkedAt == null
                && (callback.ReceivedAt <= old
                    || db.Set<OutboxMessage>().Any(row => row.Id == callback.JobId)
                    || (callback.JobId == null && db.Set<OutboxMessage>().Any(row => row.ProviderId == callback.ProviderId))))
            .OrderBy(callback => callback.ReceivedAt).Take(Together).ToListAsync(cancellationToken);
    }

    private static IQueryable<OutboxMessage> MessageOf(PortalDbContext db, ProviderCallback callback) => callback.JobId is { } job
        ? db.Set<OutboxMessage>().Where(row => row.Id == job)
        : db.Set<OutboxMessage>().Where(row => row.ProviderId == callback.ProviderId);

    private static Task<string?> GroupAsync(PortalDbContext db, ProviderCallback callback, CancellationToken cancellationToken) =>
        MessageOf(db, callback).Select(row => row.Group).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Moves the message to the callback's state, if that is a step forward.</summary>
    private async Task<bool> ApplyAsync(PortalDbContext db, ProviderCallback callback, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DeliveryState[] from = callback.State switch
        {
            DeliveryState.Accepted => [DeliveryState.Sending, DeliveryState.Checking],
            DeliveryState.Failed => [DeliveryState.Sending, DeliveryState.Checking, DeliveryState.Accepted],

            // With several phones, one may fail and another receive it; and a message that was given up may have arrived.
            DeliveryState.Delivered =>
                [DeliveryState.Pending, DeliveryState.Sending, DeliveryState.Checking, DeliveryState.Accepted, DeliveryState.Failed],
            _ => [],
        };
        return await MessageOf(db, callback).Where(row => from.Contains(row.State)).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, callback.State)
                .SetProperty(row => row.ProviderId, row => row.ProviderId ?? callback.ProviderId)
                .SetProperty(row => row.Error, callback.Error)
                .SetProperty(row => row.Fault, callback.Fault)
                .SetProperty(row => row.Payload, (byte[]?)null)
                .SetProperty(row => row.FinishedAt, now),
            cancellationToken) > 0;
    }
}
