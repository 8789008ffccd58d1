using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Limits;

/// <summary>The alarm that few codes come back from a country.</summary>
public sealed class CountryAlarmsTests
{
    private const int FewCodesComeBack = 2012;

    [Fact]
    public async Task It_is_raised_once_and_again_only_after_it_was_over()
    {
        await using var portal = new Portal();
        var log = new FakeLogger<ConversionMonitor>();
        var monitor = new ConversionMonitor(
            portal.Get<IDbContextFactory<PortalDbContext>>(), portal.Get<IOptionsMonitor<LimitOptions>>(),
            portal.Get<PrefixBlocks>(), portal.Clock, log);

        await SendInVainAsync(portal, monitor);
        await JudgeForMinutesAsync(portal, monitor);
        Assert.Equal(1, Alarms(log));

        portal.Clock.Advance(TimeSpan.FromHours(2));
        await JudgeForMinutesAsync(portal, monitor);
        Assert.Equal(1, Alarms(log));

        await SendInVainAsync(portal, monitor);
        await JudgeForMinutesAsync(portal, monitor);
        Assert.Equal(2, Alarms(log));
    }

    private static async Task SendInVainAsync(Portal portal, ConversionMonitor monitor)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var code = 0; code < 40; code++)
        {
            await monitor.CountSentAsync(
                db, new(DeliveryChannel.Sms, $"+44770090{1000 + code}", "GB", "192.0.2.1"), CancellationToken.None);
        }

        await transaction.CommitAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
    }

    private static async Task JudgeForMinutesAsync(Portal portal, ConversionMonitor monitor)
    {
        for (var minute = 0; minute < 3; minute++)
        {
            await monitor.JudgeAsync(CancellationToken.None);
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static int Alarms(FakeLogger<ConversionMonitor> log) =>
        log.Collector.GetSnapshot().Count(line => line.Id.Id == FewCodesComeBack);
}
