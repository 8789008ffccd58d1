using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>Processes callbacks from providers. Any number of workers may run on one database.</summary>
internal sealed class CallbackWorker(CallbackProcessor book, ISignals signals, ILogger<CallbackWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(0);
        using var subscription = signals.Subscribe(SignalTopics.Callbacks, () => wake.Release());
        var backoff = new Backoff(PollEvery, LongestWait);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var worked = await book.WorkAsync(stoppingToken);
                backoff.Reset();
                if (!worked)
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
                if (!DatabaseOutage.IsAway(exception))
                {
                    logger.CallbacksFailed(exception);
                }

                await Task.Delay(backoff.Next(), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
