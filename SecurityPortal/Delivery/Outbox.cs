using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;
using SecurityPortal.Signals;

namespace SecurityPortal.Delivery;

/// <summary>Takes messages in, and tells how far they got.</summary>
internal sealed class Outbox(
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, ISignals signals, TimeProvider clock)
{
    private const string SecretKind = "outbox";

    /// <summary>
    /// Writes a message in the caller's transaction; it goes out when that commits. Whatever of the same group
    /// still waits is cancelled.
    /// </summary>
    public async Task AddAsync(
        PersonTransaction transaction, string group, OutgoingMessage message, TimeSpan lifetime,
        CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await transaction.Db.Set<OutboxMessage>()
            .Where(row => row.Group == group && row.State == DeliveryState.Pending)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, DeliveryState.Cancelled)
                    .SetProperty(row => row.Payload, (byte[]?)null)
                    .SetProperty(row => row.FinishedAt, now),
                cancellationToken);
        transaction.Db.Add(new OutboxMessage
        {
            Id = id,
            UserId = transaction.UserId,
            Channel = message.Channel,
            Group = group,
            Payload = secrets.Protect(SecretKind, id.ToString(), JsonSerializer.Serialize(message)),
            NextAt = now,
            ExpiresAt = now + lifetime,
            CreatedAt = now,
        });
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Outbox));
    }

    /// <summary>How far the newest message of a group got; null when there is none.</summary>
    public async Task<DeliveryStatus?> StatusAsync(string group, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<OutboxMessage>().Where(row => row.Group == group)
            .OrderByDescending(row => row.Id)
            .Select(row => new DeliveryStatus(row.Channel, row.State))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public OutgoingMessage Open(OutboxMessage row) =>
        JsonSerializer.Deserialize<OutgoingMessage>(secrets.Unprotect(SecretKind, row.Id.ToString(), row.Payload!))!;
}

/// <summary>How far a message got.</summary>
internal sealed record DeliveryStatus(DeliveryChannel Channel, DeliveryState State);
