using SecurityPortal.Messaging.Delivery.Limits;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>Checks every minute how many codes come back, and measures how many messages are due.</summary>
internal sealed class DeliveryMaintenance(
    ConversionMonitor conversions, OutboxCounter counter, IOptions<LimitOptions> limits,
    TimeProvider clock, ILogger<DeliveryMaintenance> logger)
    : BackgroundService
{
    private static readonly TimeSpan JudgeEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (limits.Value.Countries.Length == 0)
        {
            logger.NoCountryIsServed();
        }

        using var timer = new PeriodicTimer(JudgeEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await conversions.JudgeAsync(stoppingToken);
                await counter.MeasureAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!DatabaseOutage.IsAway(exception))
                {
                    logger.HousekeepingFailed(exception);
                }
            }
        }
    }
}
