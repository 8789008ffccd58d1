using SecurityPortal.Signals;

namespace SecurityPortal.Delivery.Webhooks;

/// <summary>Works what providers told. Any number of these may run on one database.</summary>
internal sealed class CallbackWorker(CallbackBook book, ISignals signals, ILogger<CallbackWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(0);
        using var subscription = signals.Subscribe(SignalTopics.Callbacks, () => wake.Release());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await book.WorkAsync(stoppingToken))
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
                logger.CallbacksFailed(exception);
                await Task.Delay(PollEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
