using System.Threading.Channels;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>
/// Writes down what providers tell, before they are answered, and leaves the work to <see cref="CallbackWorker"/>. Those
/// that come at the same time share one transaction: a burst costs a few writes to the disk, not one each.
/// </summary>
internal sealed class CallbackInbox(IDbContextFactory<PortalDbContext> factory, ISignals signals, ILogger<CallbackInbox> logger)
    : BackgroundService
{
    private const int Together = 256;

    // A provider that is made to wait comes again later; memory is not given away instead.
    private const int Waiting = 4096;

    private readonly Channel<Delivery> _arrivals =
        Channel.CreateBounded<Delivery>(new BoundedChannelOptions(Waiting) { SingleReader = true });

    /// <summary>Returns once they are on the disk.</summary>
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

        // In one order on every node, so that two of them with the same ones do not wait for each other.
        foreach (var callback in callbacks.DistinctBy(callback => callback.Key).OrderBy(callback => callback.Key, StringComparer.Ordinal))
        {
            // What was told before is not told again.
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
