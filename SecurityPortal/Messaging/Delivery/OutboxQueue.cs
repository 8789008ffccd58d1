using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>Claims messages by lease and marks them by compare-and-set, so that each is sent by one worker.</summary>
internal sealed class OutboxQueue(
    IDbContextFactory<PortalDbContext> factory, DeliveryChannels channels, ISignals signals, OutboxCounter counter, TimeProvider clock)
{
    private const string Claim =
        """
        UPDATE "Outbox" SET
            "Checks" = "Checks" + CASE WHEN "State" = 0 THEN 0 ELSE 1 END,
            "State" = CASE WHEN "State" = 0 THEN 1 ELSE 2 END,
            "Attempts" = "Attempts" + 1, "LeaseUntil" = {1}, "LeaseOwner" = {2}
        WHERE "Id"
        """;

    // The states as numbers: 0 is pending, 1 sending, 2 checking.
    private const string Due =
        """
        SELECT "Id" FROM "Outbox"
        WHERE "Channel" IN (CHANNELS)
          AND (("State" = 0 AND "NextAt" <= {0}) OR ("State" IN (1, 2) AND "LeaseUntil" <= {0}))
          AND ("OnlyBy" IS NULL OR "OnlyBy" = {2})
        ORDER BY "NextAt" LIMIT {3}
        """;

    private const string ClaimOnSqlite = $"{Claim} IN ({Due}) RETURNING *";

    // Skips what another node is claiming instead of waiting for it. The array is evaluated once; a subquery may be
    // evaluated again for each row and claim too many.
    private const string ClaimOnPostgreSql = $"{Claim} = ANY(ARRAY({Due} FOR UPDATE SKIP LOCKED)) RETURNING *";

    private readonly Guid _owner = Guid.NewGuid();

    /// <summary>The id under which this process leases messages.</summary>
    public Guid Owner => _owner;

    /// <summary>Claims up to <paramref name="count"/> due messages of each lane.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        List<OutboxMessage> claimed = [];
        foreach (var lane in channels.Partitions)
        {
            claimed.AddRange(await ClaimAsync(lane, count, cancellationToken));
        }

        return claimed;
    }

    /// <summary>
    /// Claims up to <paramref name="count"/> due messages of a lane. Those whose earlier claim expired come back as
    /// <see cref="DeliveryState.Checking"/>.
    /// </summary>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(OutboxPartition lane, int count, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var lease = (clock.GetUtcNow() + lane.Lease).ToUnixTimeMilliseconds();

        var ids = channels.All.Where(one => one.Partition == lane).Select(one => one.Channel.Id).ToList();
        object[] values = [now, lease, _owner, count, .. ids];
        var sql = (db.Database.IsNpgsql() ? ClaimOnPostgreSql : ClaimOnSqlite).Replace(
            "CHANNELS", string.Join(", ", Enumerable.Range(values.Length - ids.Count, ids.Count).Select(place => $"{{{place}}}")), StringComparison.Ordinal);
        var claimed = await db.Set<OutboxMessage>().FromSqlRaw(sql, values)
            .AsNoTracking().ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <summary>Claims this message if it is due and no other process has claimed it. Returns null otherwise.</summary>
    public async Task<OutboxMessage?> ClaimAsync(OutboxPartition lane, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var lease = now + lane.Lease;
        var claimed = await db.Set<OutboxMessage>()
            .Where(row => row.Id == id
                && ((row.State == DeliveryState.Pending && row.NextAt <= now)
                    || ((row.State == DeliveryState.Sending || row.State == DeliveryState.Checking) && row.LeaseUntil <= now)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Checks, row => row.Checks + (row.State == DeliveryState.Pending ? 0 : 1))
                    .SetProperty(
                        row => row.State,
                        row => row.State == DeliveryState.Pending ? DeliveryState.Sending : DeliveryState.Checking)
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.LeaseUntil, lease)
                    .SetProperty(row => row.LeaseOwner, _owner),
                cancellationToken);
        return claimed == 1
            ? await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken)
            : null;
    }

    /// <summary>Whether there is a newer message of the same group.</summary>
    public async Task<bool> IsSupersededAsync(OutboxMessage claimed, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<OutboxMessage>().AnyAsync(
            row => row.Group == claimed.Group && row.CreatedAt > claimed.CreatedAt, cancellationToken);
    }

    /// <summary>Ends the job in a final state, or in <see cref="DeliveryState.Accepted"/>, and deletes its content.</summary>
    public Task FinishAsync(OutboxMessage claimed, DeliveryState state, MessageEnd end, CancellationToken cancellationToken) =>
        MarkAsync(claimed, state, new(clock.GetUtcNow(), end, Wipe: true), cancellationToken);

    /// <summary>Puts the job back to be sent at <paramref name="nextAt"/>.</summary>
    public Task PutBackAsync(
        OutboxMessage claimed, DateTimeOffset nextAt, string? reason, CancellationToken cancellationToken) =>
        MarkAsync(claimed, DeliveryState.Pending, new(nextAt, new(Error: reason), Wipe: false), cancellationToken);

    /// <summary>Leaves the job to be looked up at <paramref name="checkAt"/>.</summary>
    public Task DoubtAsync(OutboxMessage claimed, DateTimeOffset checkAt, string reason, CancellationToken cancellationToken) =>
        MarkAsync(
            claimed, DeliveryState.Checking, new(claimed.NextAt, new(Error: reason), Wipe: false, LeaseUntil: checkAt),
            cancellationToken);

    private async Task MarkAsync(OutboxMessage claimed, DeliveryState state, Mark mark, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var marked = await db.Set<OutboxMessage>()
            .Where(row => row.Id == claimed.Id && row.State == claimed.State && row.LeaseOwner == _owner)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, state)
                    .SetProperty(row => row.ProviderId, mark.End.ProviderId)
                    .SetProperty(row => row.Error, mark.End.Error)
                    .SetProperty(row => row.Fault, mark.End.Fault)
                    .SetProperty(row => row.NextAt, mark.At)
                    .SetProperty(row => row.LeaseUntil, mark.LeaseUntil)
                    .SetProperty(row => row.FinishedAt, mark.Wipe ? mark.At : null)
                    .SetProperty(row => row.Payload, row => mark.Wipe ? null : row.Payload),
                cancellationToken);
        if (marked == 1)
        {
            // A message with a lifetime of zero is never meant to be sent, so it is no failure.
            if (mark.Wipe && claimed.ExpiresAt > claimed.CreatedAt)
            {
                counter.Ended(claimed.Channel, state);
            }

            signals.Publish(SignalTopics.Message(claimed.Group));
        }
    }

    private sealed record Mark(DateTimeOffset At, MessageEnd End, bool Wipe, DateTimeOffset? LeaseUntil = null);
}
