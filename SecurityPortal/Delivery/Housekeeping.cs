using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Delivery.Limits;
using SecurityPortal.Delivery.Webhooks;

namespace SecurityPortal.Delivery;

/// <summary>Judges every minute how codes come back and how many messages wait, and once an hour clears away what nobody needs any more.</summary>
internal sealed class Housekeeping(
    IDbContextFactory<PortalDbContext> factory, ConversionBook conversions, OutboxCounter counter, IOptions<LimitOptions> limits,
    TimeProvider clock, ILogger<Housekeeping> logger)
    : BackgroundService
{
    private const int ClearEvery = 60;
    private static readonly TimeSpan JudgeEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MessagesKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan CountsKept = TimeSpan.FromDays(8);

    // Meta repeats for seven days what it was not answered.
    private static readonly TimeSpan CallbacksKept = TimeSpan.FromDays(8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (limits.Value.Countries.Length == 0)
        {
            logger.NoCountryIsServed();
        }

        using var timer = new PeriodicTimer(JudgeEvery, clock);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            try
            {
                await conversions.JudgeAsync(stoppingToken);
                await counter.MeasureAsync(stoppingToken);
                if (round % ClearEvery == 0)
                {
                    await ClearAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.HousekeepingFailed(exception);
            }
        }
    }

    /// <summary>Deletes what is too old to matter.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (messages, counts, callbacks) = (now - MessagesKept, now - CountsKept, now - CallbacksKept);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Set<OutboxMessage>().Where(row => row.Payload == null && row.FinishedAt < messages).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SendCount>().Where(row => row.Period < counts).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Conversion>().Where(row => row.Period < counts).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ProviderCallback>().Where(row => row.WorkedAt < callbacks).ExecuteDeleteAsync(cancellationToken);
    }
}
