using SecurityPortal.Signals;

namespace SecurityPortal.Delivery;

/// <summary>Sends what is in the outbox. Any number of these may run on one database.</summary>
internal sealed class OutboxWorker(OutboxQueue queue, OutboxSender sender, ISignals signals, ILogger<OutboxWorker> logger)
    : BackgroundService
{
    private const int BatchSize = 16;

    // A wake-up can be lost with its process; the poll finds what it left behind.
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(0);
        using var subscription = signals.Subscribe(SignalTopics.Outbox, () => wake.Release());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claimed = await queue.ClaimAsync(BatchSize, stoppingToken);
                await Task.WhenAll(claimed.Select(row => sender.SendAsync(row, stoppingToken)));
                if (claimed.Count < BatchSize)
                {
                    await wake.WaitAsync(PollEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.OutboxFailed(exception);
                await Task.Delay(PollEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
