using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>Sends the messages in the outbox, each lane independently. Any number of workers may run on one database.</summary>
internal sealed class OutboxWorker(
    OutboxQueue queue, OutboxSender sender, DeliveryChannels channels, ISignals signals, ILogger<OutboxWorker> logger)
    : BackgroundService
{
    // A wake-up is lost if its process dies; polling finds what it left behind.
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // How long hand-overs in progress may still take when the process stops: less than the host waits (30 seconds).
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(25);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(channels.Partitions.Select(lane => RunAsync(lane, stoppingToken)));

    private async Task RunAsync(OutboxPartition lane, CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(0);
        using var subscription = signals.Subscribe(SignalTopics.Outbox, () => wake.Release());
        using var giveUp = new CancellationTokenSource();
        using var stopping = stoppingToken.Register(() => giveUp.CancelAfter(LastWait));
        var backoff = new Backoff(PollEvery, LongestWait);
        List<Task> underWay = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                underWay.RemoveAll(task => task.IsCompleted);
                var free = lane.Slots - underWay.Count;
                var claimed = free == 0 ? [] : await queue.ClaimAsync(lane, free, stoppingToken);
                backoff.Reset();
                underWay.AddRange(claimed.Select(row => SendAsync(row, giveUp.Token)));
                if (underWay.Count == lane.Slots)
                {
                    await Task.WhenAny(underWay);
                }
                else if (claimed.Count < free)
                {
                    await wake.WaitAsync(PollEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                Tell(exception);
                await Task.Delay(backoff.Next(), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(underWay);
    }

    // If something goes wrong here, the message is claimed again once its lease has expired.
    private async Task SendAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(row, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Tell(exception);
        }
    }

    // DatabaseOutage already tells the operator, once for the whole process, that the database cannot be reached.
    private void Tell(Exception exception)
    {
        if (!DatabaseOutage.IsAway(exception))
        {
            logger.OutboxFailed(exception);
        }
    }
}
