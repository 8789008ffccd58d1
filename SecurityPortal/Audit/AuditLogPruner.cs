namespace SecurityPortal.Audit;

/// <summary>Runs <see cref="AuditLogRetention"/> once an hour.</summary>
internal sealed class AuditLogPruner(AuditLogRetention retention, TimeProvider clock, ILogger<AuditLogPruner> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await retention.CutAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!DatabaseOutage.IsAway(exception))
                {
                    logger.CutFailed(exception);
                }
            }
        }
    }
}
