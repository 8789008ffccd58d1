using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>Lists and lifts the stops that <see cref="SendGuard"/> observes, for the operator.</summary>
internal sealed class PrefixBlocks(
    IDbContextFactory<PortalDbContext> factory, IOptionsMonitor<LimitOptions> options, RateLimits limits, TimeProvider clock)
{
    /// <summary>Lists the active stops, oldest first.</summary>
    public async Task<IReadOnlyList<PrefixBlock>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Holding(db).AsNoTracking().OrderBy(stop => stop.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Lifts a stop. Returns false if there is none with this id or it was lifted already.</summary>
    public async Task<bool> LiftAsync(int id, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<PrefixBlock>().Where(stop => stop.Id == id && stop.Holding != null).ExecuteUpdateAsync(
            set => set.SetProperty(stop => stop.Holding, (string?)null).SetProperty(stop => stop.LiftedAt, now),
            cancellationToken) == 1;
    }

    /// <summary>Returns how many codes were counted today on a channel.</summary>
    public Task<int> UsedTodayAsync(DeliveryChannel channel, CancellationToken cancellationToken = default) =>
        limits.CountAsync(SendGuard.BudgetKey(channel), RateLimits.Day, cancellationToken);

    /// <summary>Queries the active stops, in the caller's database context.</summary>
    public IQueryable<PrefixBlock> Holding(PortalDbContext db)
    {
        var begun = clock.GetUtcNow() - options.CurrentValue.StopLifetime;
        return db.Set<PrefixBlock>().Where(stop => stop.Holding != null && stop.Since > begun);
    }

    /// <summary>Ends the stops whose time is over.</summary>
    public async Task LapseAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var begun = now - options.CurrentValue.StopLifetime;
        await db.Set<PrefixBlock>().Where(stop => stop.Holding != null && stop.Since <= begun).ExecuteUpdateAsync(
            set => set.SetProperty(stop => stop.Holding, (string?)null).SetProperty(stop => stop.LiftedAt, now), cancellationToken);
    }

    /// <summary>Returns what a stop blocks, in the operator's words.</summary>
    public static string Kind(bool isConfirmed) => isConfirmed ? "sign-ins" : "set-ups";

    /// <summary>Returns the name of an active stop, of which there is one at a time.</summary>
    public static string Name(DeliveryChannel channel, string prefix, bool isConfirmed) =>
        $"{channel}/{prefix}{(isConfirmed ? "" : "/set-up")}";
}
