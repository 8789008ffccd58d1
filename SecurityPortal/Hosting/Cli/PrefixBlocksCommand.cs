using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Lists the blocks of numbers that currently get no codes.</summary>
internal sealed class PrefixBlocksCommand() : PortalVerb("delivery stops", "lists what the toll fraud guard has stopped")
{
    public override async Task<int> RunAsync(VerbCall call)
    {
        var (services, output) = (call.Services, call.Output);
        var stops = services.GetRequiredService<PrefixBlocks>();
        var limits = services.GetRequiredService<IOptions<LimitOptions>>().Value;
        var channels = services.GetRequiredService<DeliveryChannels>();
        foreach (var channel in channels.All.Where(one => one.CodesPerDay is not null).Select(one => one.Channel))
        {
            var max = channels.CodesPerDay(channel)?.ToString(CultureInfo.InvariantCulture) ?? "any number";
            await output.WriteLineAsync($"{channel}: {await stops.UsedTodayAsync(channel)} of {max} sent today.");
        }

        var holding = await stops.ListAsync();
        foreach (var stop in holding)
        {
            await output.WriteLineAsync(
                $"{stop.Id}: {stop.Channel}, {PrefixBlocks.Kind(stop.IsConfirmed)}, to {stop.Prefix}… from {Time(stop.Since)} to {Time(stop.Since + limits.StopLifetime)}: {stop.Reason}");
        }

        if (holding.Count == 0)
        {
            await output.WriteLineAsync("Nothing is stopped.");
        }

        return 0;
    }

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
