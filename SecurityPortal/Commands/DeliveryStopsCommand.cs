using System.Globalization;
using Microsoft.Extensions.Options;
using SecurityPortal.Delivery;
using SecurityPortal.Delivery.Limits;

namespace SecurityPortal.Commands;

/// <summary>Shows which numbers get no codes for now, and lifts that.</summary>
internal sealed class DeliveryStopsCommand : IPortalCommand
{
    public string[] Verb => ["delivery", "stops"];

    public string Usage => "delivery stops [lift <number>]";

    public string Description => "shows what the guard against toll fraud stopped, or lifts it";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        var stops = services.GetRequiredService<DeliveryStops>();
        switch (args)
        {
            case []:
                await ListAsync(services, stops, output);
                return 0;
            case ["lift", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id):
                if (!await stops.LiftAsync(id))
                {
                    await errors.WriteLineAsync($"There is no stop {id}, or it was lifted already.");
                    return 1;
                }

                await output.WriteLineAsync($"Stop {id} is lifted.");
                return 0;
            default:
                await errors.WriteLineAsync("Give nothing, or 'lift' and the number of a stop.");
                return 2;
        }
    }

    private static async Task ListAsync(IServiceProvider services, DeliveryStops stops, TextWriter output)
    {
        var limits = services.GetRequiredService<IOptions<LimitOptions>>().Value;
        foreach (var channel in new[] { DeliveryChannel.Sms, DeliveryChannel.WhatsApp })
        {
            var max = limits.PerDay(channel)?.ToString(CultureInfo.InvariantCulture) ?? "any number";
            await output.WriteLineAsync($"{channel}: {await stops.UsedTodayAsync(channel)} of {max} sent today.");
        }

        var holding = await stops.ListAsync();
        foreach (var stop in holding)
        {
            await output.WriteLineAsync(
                $"{stop.Id}: {stop.Channel}, {DeliveryStops.Kind(stop.IsConfirmed)}, to {stop.Prefix}… from {Time(stop.Since)} to {Time(stop.Since + limits.StopLifetime)}: {stop.Reason}");
        }

        if (holding.Count == 0)
        {
            await output.WriteLineAsync("Nothing is stopped.");
        }
    }

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
