using System.Collections.Concurrent;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>
/// Limits requests for codes before they reach the outbox, so that nobody can earn money by having the portal send texts to
/// numbers that pay them (toll fraud). All counts are in the database and shared by all nodes; each is one conditional update.
/// </summary>
internal sealed class SendGuard(
    IOptionsMonitor<LimitOptions> options, MessageProviders providers, DeliveryChannels channels, RateLimits rates,
    ConversionMonitor conversions, PrefixBlocks stops, KeyedHash keyedHash, ILogger<SendGuard> logger)
{
    private readonly ConcurrentDictionary<(DeliveryChannel, long), bool> _told = new();

    /// <summary>
    /// Counts the code in the caller's transaction. Returns null if it may be sent; otherwise the caller rolls back, and
    /// nothing is counted.
    /// </summary>
    public async Task<SendRefusal?> ReserveAsync(PortalDbContext db, SendRequest wish, CancellationToken cancellationToken)
    {
        if (!providers.Carries(wish.Channel) || channels.Of(wish.Channel).CodesPerDay is null)
        {
            return SendRefusal.NoProvider;
        }

        if (!options.CurrentValue.Serves(wish.Region))
        {
            return SendRefusal.RegionNotServed;
        }

        var isStopped = await IsStoppedAsync(db, wish, cancellationToken);
        if (isStopped && !wish.IsConfirmed)
        {
            return SendRefusal.Paused;
        }

        foreach (var limit in Limits(wish, isStopped))
        {
            if (!await CountAsync(db, limit, cancellationToken))
            {
                Tell(wish.Channel, limit);
                return limit.Refusal;
            }
        }

        await conversions.CountSentAsync(db, wish, cancellationToken);
        return null;
    }

    /// <summary>Returns the key under which a channel's codes per day are counted.</summary>
    public static string BudgetKey(DeliveryChannel channel) => $"budget:{channel}";

    private Task<bool> IsStoppedAsync(PortalDbContext db, SendRequest wish, CancellationToken cancellationToken)
    {
        string[] beginnings = [.. Enumerable.Range(1, wish.Number.Length).Select(length => wish.Number[..length])];
        return stops.Holding(db).AnyAsync(
            stop => stop.Channel == wish.Channel && stop.IsConfirmed == wish.IsConfirmed && beginnings.Contains(stop.Prefix),
            cancellationToken);
    }

    private IEnumerable<Limit> Limits(SendRequest wish, bool isStopped)
    {
        var limits = options.CurrentValue;
        var (hour, day) = (RateLimits.Hour, RateLimits.Day);
        var number = $"number:{Hash(wish.Number)}";
        yield return new(number + "/hour", hour, limits.PerNumberPerHour, SendRefusal.NumberLimit);
        yield return new(number + "/day", day, limits.PerNumberPerDay, SendRefusal.NumberLimit);
        if (isStopped)
        {
            yield return new(number + "/stopped", day, limits.PerNumberPerDayWhileStopped, SendRefusal.Paused);
        }

        if (ClientNetwork.Of(wish.Address) is { Length: > 0 } network)
        {
            var address = $"address:{Hash(network)}";
            yield return new(address + "/hour", hour, limits.PerAddressPerHour, SendRefusal.AddressLimit);
            yield return new(address + "/day", day, limits.PerAddressPerDay, SendRefusal.AddressLimit);
        }

        // Enrolments are counted separately: having codes sent to arbitrary numbers must not keep anybody in the block from signing in.
        var block = $"prefix:{wish.Prefix}{(wish.IsConfirmed ? "" : "/set-up")}";
        yield return new(block + "/hour", hour, limits.PerPrefixPerHour, SendRefusal.Paused) { IsAlarming = true };
        yield return new(block + "/day", day, limits.PerPrefixPerDay, SendRefusal.Paused) { IsAlarming = true };
        yield return new(BudgetKey(wish.Channel), day, channels.CodesPerDay(wish.Channel), SendRefusal.Paused) { IsBudget = true };
    }

    // A channel's budget is counted even without a limit, so that the operator sees how much is used.
    private async Task<bool> CountAsync(PortalDbContext db, Limit limit, CancellationToken cancellationToken) =>
        (limit.Max is null && !limit.IsBudget)
        || await rates.TakeAsync(db, limit.Key, limit.Max ?? int.MaxValue, limit.Period, cancellationToken);

    // A spent budget is logged once a day per node, so that it does not wake somebody for every code.
    private void Tell(DeliveryChannel channel, Limit limit)
    {
        if (limit.IsBudget && _told.TryAdd((channel, rates.Begun(limit.Period)), true))
        {
            logger.BudgetSpent(channel, limit.Max!.Value);
        }
        else if (limit.IsAlarming)
        {
            logger.PrefixLimitReached(channel, limit.Key);
        }
    }

    private string Hash(string value) => Convert.ToHexStringLower(keyedHash.Of("send-limit", value)[..16]);

    private sealed record Limit(string Key, TimeSpan Period, int? Max, SendRefusal Refusal)
    {
        public bool IsBudget { get; init; }

        public bool IsAlarming { get; init; }
    }
}
