namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>
/// Monitors how many of the codes sent to each block of numbers are entered. Fraudsters request codes but enter none, so a
/// block with too few entered codes is stopped. Codes for enrolments, which go to any number that somebody types, are
/// judged separately from codes to confirmed numbers.
/// </summary>
internal sealed class ConversionMonitor(
    IDbContextFactory<PortalDbContext> factory, IOptionsMonitor<LimitOptions> options, PrefixBlocks stops, TimeProvider clock,
    ILogger<ConversionMonitor> logger)
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    // As long as a code is valid at most. Newer codes may still be entered, so they are not judged yet.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    // The countries that were logged. Each is logged again only after its codes came back in between.
    private readonly HashSet<(DeliveryChannel Channel, string Region)> _low = [];

    /// <summary>Counts a code that is sent, in the caller's transaction.</summary>
    public async Task CountSentAsync(PortalDbContext db, SendRequest wish, CancellationToken cancellationToken)
    {
        var period = Period();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Conversions" ("Channel", "Prefix", "IsConfirmed", "Period", "Region", "Sent", "Entered")
            VALUES ({wish.Channel.Id}, {wish.Prefix}, {wish.IsConfirmed}, {period.ToUnixTimeMilliseconds()}, {wish.Region}, 0, 0)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        await Of(db, wish).Where(row => row.Period == period)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sent, row => row.Sent + 1), cancellationToken);
    }

    /// <summary>Counts a code that was entered, in the latest period in which codes went to its block.</summary>
    public async Task CountEnteredAsync(SendRequest wish, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow() - Grace - Step;
        var newest = await Of(db, wish).Where(row => row.Period >= since)
            .OrderByDescending(row => row.Period).Select(row => (DateTimeOffset?)row.Period).FirstOrDefaultAsync(cancellationToken);
        if (newest is { } period)
        {
            await Of(db, wish).Where(row => row.Period == period)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Entered, row => row.Entered + 1), cancellationToken);
        }
    }

    /// <summary>Judges every block and country. Stops blocks with too few entered codes, and logs such countries.</summary>
    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var limits = options.CurrentValue;
        var to = clock.GetUtcNow() - Grace;
        var from = to - limits.ConversionWindow;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await stops.LapseAsync(db, cancellationToken);
        var rows = await db.Set<Conversion>().AsNoTracking()
            .Where(row => row.Period >= from && row.Period < to).ToListAsync(cancellationToken);
        var lifted = (await db.Set<PrefixBlock>().AsNoTracking().Where(stop => stop.LiftedAt >= from).ToListAsync(cancellationToken))
            .ToLookup(stop => (stop.Channel, stop.Prefix, stop.IsConfirmed), stop => stop.LiftedAt);

        // What happened before a stop was lifted has been judged already, and is not judged again.
        var blocks = rows.GroupBy(row => (row.Channel, row.Prefix, row.IsConfirmed)).Select(group => (
            group.Key,
            Rows: group.Where(row => lifted[group.Key].All(at => row.Period >= at)).ToList()));
        foreach (var (block, kept) in blocks)
        {
            var (sent, entered) = (kept.Sum(row => row.Sent), kept.Sum(row => row.Entered));
            if (IsTooLow(sent, entered, limits.ConversionMinimum))
            {
                await StopAsync(db, block, $"{entered} of {sent} codes came back", cancellationToken);
            }
        }

        var low = rows.GroupBy(row => (row.Channel, row.Region))
            .Select(group => (Country: group.Key, Sent: group.Sum(row => row.Sent), Entered: group.Sum(row => row.Entered)))
            .Where(row => IsTooLow(row.Sent, row.Entered, limits.ConversionMinimum * 2)).ToList();
        _low.IntersectWith(low.Select(row => row.Country));
        foreach (var (country, sent, entered) in low.Where(row => _low.Add(row.Country)))
        {
            logger.FewCodesComeBack(country.Channel, country.Region, entered, sent);
        }
    }

    private bool IsTooLow(int sent, int entered, int minimum) =>
        sent >= minimum && entered < sent * options.CurrentValue.ConversionFloor;

    private async Task StopAsync(
        PortalDbContext db, (DeliveryChannel Channel, string Prefix, bool IsConfirmed) block, string reason,
        CancellationToken cancellationToken)
    {
        var holding = PrefixBlocks.Name(block.Channel, block.Prefix, block.IsConfirmed);
        var stopped = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "PrefixBlocks" ("Channel", "Prefix", "IsConfirmed", "Holding", "Reason", "Since")
            VALUES ({block.Channel.Id}, {block.Prefix}, {block.IsConfirmed}, {holding}, {reason},
                {clock.GetUtcNow().ToUnixTimeMilliseconds()})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        if (stopped == 1)
        {
            logger.PrefixStopped(block.Channel, PrefixBlocks.Kind(block.IsConfirmed), block.Prefix, reason);
        }
    }

    private static IQueryable<Conversion> Of(PortalDbContext db, SendRequest wish) => db.Set<Conversion>().Where(row =>
        row.Channel == wish.Channel && row.Prefix == wish.Prefix && row.IsConfirmed == wish.IsConfirmed);

    private DateTimeOffset Period()
    {
        var step = (long)Step.TotalMilliseconds;
        return DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds() / step * step);
    }
}
