using System.Threading.Channels;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>
/// Stores callbacks from providers before they are answered, and leaves the processing to <see cref="CallbackWorker"/>.
/// Callbacks that arrive together share one transaction, so that a burst costs a few disk writes instead of one each.
/// </summary>
internal sealed class CallbackInbox(IDbContextFactory<PortalDbContext> factory, ISignals signals, ILogger<CallbackInbox> logger)
    : BackgroundService
{
    private const int Together = 256;

    // Beyond this, providers have to wait and try again later, so that memory stays bounded.
    private const int Waiting = 4096;

    private readonly Channel<Delivery> _arrivals =
        Channel.CreateBounded<Delivery>(new BoundedChannelOptions(Waiting) { SingleReader = true });

    /// <summary>Stores the callbacks. Returns once they are on disk.</summary>
    public async Task StoreAsync(IReadOnlyList<ProviderCallback> callbacks, CancellationToken cancellationToken)
    {
        if (callbacks.Count == 0)
        {
            return;
        }

        var delivery = new Delivery(callbacks, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _arrivals.Writer.WriteAsync(delivery, cancellationToken);
        await delivery.Stored.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Delivery> batch = [];
        while (await _arrivals.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < Together && _arrivals.Reader.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }

            try
            {
                await WriteAsync(batch.SelectMany(delivery => delivery.Callbacks), stoppingToken);
                batch.ForEach(delivery => delivery.Stored.SetResult());
                signals.Publish(SignalTopics.Callbacks);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.CallbacksNotStored(batch.Count, exception);
                batch.ForEach(delivery => delivery.Stored.SetException(exception));
            }
        }
    }

    private async Task WriteAsync(IEnumerable<ProviderCallback> callbacks, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // In the same order on every node, so that two nodes with the same callbacks cannot deadlock.
        foreach (var callback in callbacks.DistinctBy(callback => callback.Key).OrderBy(callback => callback.Key, StringComparer.Ordinal))
        {
            // A callback that is already stored is ignored.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "ProviderCallbacks" ("Key", "JobId", "ProviderId", "State", "Error", "Fault", "ReceivedAt")
                VALUES ({callback.Key}, {callback.JobId}, {callback.ProviderId}, {(int)callback.State}, {callback.Error},
                        {(int?)callback.Fault}, {callback.ReceivedAt.ToUnixTimeMilliseconds()})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Delivery(IReadOnlyList<ProviderCallback> Callbacks, TaskCompletionSource Stored);
}
