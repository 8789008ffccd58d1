using System.Text.Json;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery;

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
        await AddAsync(transaction.Db, transaction.UserId, group, message, lifetime, cancellationToken);
        transaction.AfterCommit(Wake);
    }

    /// <summary>
    /// The same for somebody who has no account, in the caller's own transaction; call <see cref="Wake"/> after it.
    /// With a lifetime of zero the message is never sent: the work is done as for one that is. The result is the job's id.
    /// </summary>
    /// <param name="onlyBy">The process that alone may send it; null for any.</param>
    public async Task<Guid> AddAsync(
        PortalDbContext db, string userId, string group, OutgoingMessage message, TimeSpan lifetime,
        CancellationToken cancellationToken = default, Guid? onlyBy = null)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await db.Set<OutboxMessage>()
            .Where(row => row.Group == group && row.State == DeliveryState.Pending)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, DeliveryState.Cancelled)
                    .SetProperty(row => row.Payload, (byte[]?)null)
                    .SetProperty(row => row.FinishedAt, now),
                cancellationToken);
        db.Add(new OutboxMessage
        {
            Id = id,
            UserId = userId,
            Channel = message.Channel,
            Group = group,
            CountryCode = message.CountryCode,
            Payload = secrets.Protect(SecretKind, id.ToString(), JsonSerializer.Serialize(message)),
            OnlyBy = onlyBy,
            NextAt = now,
            ExpiresAt = now + lifetime,
            CreatedAt = now,
        });
        return id;
    }

    /// <summary>Tells the workers that there is something to send.</summary>
    public void Wake() => signals.Publish(SignalTopics.Outbox);

    /// <summary>How far the newest message of a group got; null when there is none.</summary>
    public async Task<DeliveryStatus?> StatusAsync(string group, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<OutboxMessage>().Where(row => row.Group == group)
            .OrderByDescending(row => row.Id)
            .Select(row => new DeliveryStatus(row.Channel, row.State, row.Fault))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public OutgoingMessage Open(OutboxMessage row) =>
        JsonSerializer.Deserialize<OutgoingMessage>(secrets.Unprotect(SecretKind, row.Id.ToString(), row.Payload!))! with
        {
            CreatedAt = row.CreatedAt,
            ExpiresAt = row.ExpiresAt,
        };
}
