using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>Queues messages, and reports how far they got.</summary>
internal sealed class Outbox(
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, ISignals signals, TimeProvider clock)
{
    private const string SecretKind = "outbox";

    /// <summary>
    /// Writes a message in the caller's transaction, to be sent once that commits. Cancels pending messages of the same group.
    /// </summary>
    public async Task AddAsync(
        PersonTransaction transaction, string group, OutgoingMessage message, TimeSpan lifetime,
        CancellationToken cancellationToken = default)
    {
        await AddAsync(transaction.Db, transaction.UserId, group, message, lifetime, cancellationToken);
        transaction.AfterCommit(Wake);
    }

    /// <summary>
    /// The same for somebody without an account, in the caller's own transaction; call <see cref="Wake"/> after it. A
    /// message with a lifetime of zero is never sent, but takes the same work as one that is. Returns the job's id.
    /// </summary>
    /// <param name="onlyBy">The only process that may send it; null if any may.</param>
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

    /// <summary>Wakes the workers, because there is something to send.</summary>
    public void Wake() => signals.Publish(SignalTopics.Outbox);

    /// <summary>Returns how far the newest message of a group got; null if there is none.</summary>
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
