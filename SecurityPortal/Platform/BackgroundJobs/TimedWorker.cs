namespace SecurityPortal.Platform.BackgroundJobs;

/// <summary>
/// Runs the work soon after start-up and then periodically, by the portal's clock. A run that fails is tried again at the next
/// interval.
/// </summary>
internal sealed class TimedWorker<TWork>(TWork work, TimeProvider clock, ILogger<TimedWorker<TWork>> logger) : BackgroundService
    where TWork : ITimedWork
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(work.AfterStart, clock, stoppingToken);
        using var timer = new PeriodicTimer(work.Every, clock);
        do
        {
            try
            {
                await work.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!DatabaseOutage.IsAway(exception))
                {
                    logger.RunFailed(exception, typeof(TWork).Name, work.Every);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
