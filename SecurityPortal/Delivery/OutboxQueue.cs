using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;
using SecurityPortal.Signals;

namespace SecurityPortal.Delivery;

/// <summary>Claims messages by lease and marks them by compare-and-set, so that each is sent by one worker.</summary>
internal sealed class OutboxQueue(IDbContextFactory<PortalDbContext> factory, ISignals signals, TimeProvider clock)
{
    /// <summary>How long a claim holds. Longer than a provider may take, or two would send the same message.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly Guid _owner = Guid.NewGuid();

    /// <summary>
    /// Claims up to <paramref name="count"/> messages that are due. Those whose earlier claim ran out come back as
    /// <see cref="DeliveryState.Checking"/>.
    /// </summary>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var lease = (clock.GetUtcNow() + Lease).ToUnixTimeMilliseconds();
        var claimed = await db.Set<OutboxMessage>().FromSql(
            $"""
            UPDATE "Outbox" SET
                "State" = CASE WHEN "State" = {(int)DeliveryState.Pending} THEN {(int)DeliveryState.Sending}
                               ELSE {(int)DeliveryState.Checking} END,
                "Attempts" = "Attempts" + 1, "LeaseUntil" = {lease}, "LeaseOwner" = {_owner}
            WHERE "Id" IN (
                SELECT "Id" FROM "Outbox"
                WHERE ("State" = {(int)DeliveryState.Pending} AND "NextAt" <= {now})
                   OR ("State" IN ({(int)DeliveryState.Sending}, {(int)DeliveryState.Checking}) AND "LeaseUntil" <= {now})
                ORDER BY "NextAt" LIMIT {count})
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <summary>Whether a newer message of the same group is there.</summary>
    public async Task<bool> IsSupersededAsync(OutboxMessage claimed, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<OutboxMessage>().AnyAsync(
            row => row.Group == claimed.Group && row.CreatedAt > claimed.CreatedAt, cancellationToken);
    }

    /// <summary>Ends the job in a final state, or in <see cref="DeliveryState.Accepted"/>, and wipes what it held.</summary>
    public Task FinishAsync(
        OutboxMessage claimed, DeliveryState state, string? providerId, string? error, CancellationToken cancellationToken) =>
        MarkAsync(claimed, state, clock.GetUtcNow(), providerId, error, wipe: true, cancellationToken);

    /// <summary>Puts the job back to be sent at <paramref name="nextAt"/>.</summary>
    public Task PutBackAsync(
        OutboxMessage claimed, DateTimeOffset nextAt, string? reason, CancellationToken cancellationToken) =>
        MarkAsync(claimed, DeliveryState.Pending, nextAt, providerId: null, reason, wipe: false, cancellationToken);

    /// <summary>Leaves the job to be looked up once its lease has run out.</summary>
    public Task DoubtAsync(OutboxMessage claimed, string reason, CancellationToken cancellationToken) =>
        MarkAsync(claimed, DeliveryState.Checking, claimed.NextAt, providerId: null, reason, wipe: false, cancellationToken);

    private async Task MarkAsync(
        OutboxMessage claimed, DeliveryState state, DateTimeOffset at, string? providerId, string? error, bool wipe,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var marked = await db.Set<OutboxMessage>()
            .Where(row => row.Id == claimed.Id && row.State == claimed.State && row.LeaseOwner == _owner)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, state)
                    .SetProperty(row => row.ProviderId, providerId)
                    .SetProperty(row => row.Error, error)
                    .SetProperty(row => row.NextAt, at)
                    .SetProperty(row => row.FinishedAt, wipe ? at : null)
                    .SetProperty(row => row.Payload, row => wipe ? null : row.Payload),
                cancellationToken);
        if (marked == 1)
        {
            signals.Publish(SignalTopics.Message(claimed.Group));
        }
    }
}
