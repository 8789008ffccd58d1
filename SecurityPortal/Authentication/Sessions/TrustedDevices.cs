using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Trusts browsers, and removes that trust. The token changes at each use; a token that was used before shows that the
/// cookie was copied, and ends the trust.
/// </summary>
internal sealed class TrustedDevices(
    IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, IOptions<SessionOptions> options, ISignals signals,
    TimeProvider clock)
{
    /// <summary>Trusts this browser, within the caller's transaction. Returns the token for its cookie.</summary>
    public DeviceToken Trust(PersonTransaction transaction, ClientInfo client)
    {
        var userId = transaction.UserId;
        var token = RandomToken.Create();
        var (now, id) = (clock.GetUtcNow(), Guid.NewGuid());
        var device = new TrustedDevice
        {
            Id = id,
            UserId = userId,
            TokenHash = Hash(id, userId, token),
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + options.Value.TrustedDeviceLifetime,
            UserAgent = client.UserAgent,
        };
        transaction.Db.Add(device);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(userId)));
        return new(device.Id, token, device.ExpiresAt);
    }

    /// <summary>Whether the token belongs to a trusted device of this person. Does not use the token up.</summary>
    public async Task<bool> KnowsAsync(string userId, DeviceToken? token, CancellationToken cancellationToken = default)
    {
        if (token is null)
        {
            return false;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await KnowsAsync(db, userId, token, cancellationToken);
    }

    /// <inheritdoc cref="KnowsAsync(string, DeviceToken?, CancellationToken)"/>
    public Task<bool> KnowsAsync(
        PortalDbContext db, string userId, DeviceToken token, CancellationToken cancellationToken) =>
        Current(db, userId, token).AnyAsync(cancellationToken);

    /// <summary>
    /// Uses the token in a transaction of its own. Returns the next token if the device is trusted, or else whether the token is
    /// unknown or was copied.
    /// </summary>
    public async Task<DeviceUse> UseAsync(string userId, DeviceToken? token, CancellationToken cancellationToken = default)
    {
        if (token is null)
        {
            return new DeviceUse.Unknown();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        var use = await UseAsync(transaction, token, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return use;
    }

    /// <summary>
    /// The same within the caller's transaction, which hands out the next token: if it fails, the browser's token stays good.
    /// </summary>
    public async Task<DeviceUse> UseAsync(PersonTransaction transaction, DeviceToken token, CancellationToken cancellationToken)
    {
        var (db, userId, now) = (transaction.Db, transaction.UserId, clock.GetUtcNow());
        var next = RandomToken.Create();
        var nextHash = Hash(token.Id, userId, next);

        // Uses of one token take turns: another one removes the device, and must not do so between these two statements.
        var used = await Current(db, userId, token).ExecuteUpdateAsync(
            set => set
                .SetProperty(device => device.TokenHash, nextHash)
                .SetProperty(device => device.LastUsedAt, now),
            cancellationToken);
        if (used == 1)
        {
            var expires = await db.Set<TrustedDevice>().Where(device => device.Id == token.Id)
                .Select(device => device.ExpiresAt).FirstAsync(cancellationToken);
            return new DeviceUse.Trusted(new(token.Id, next, expires));
        }

        // The device is known, but this is not its next token: somebody has used it before.
        var removed = await Trusted(db, userId).Where(device => device.Id == token.Id).ExecuteDeleteAsync(cancellationToken);
        if (removed == 0)
        {
            return new DeviceUse.Unknown();
        }

        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(userId)));
        return new DeviceUse.Replayed();
    }

    public async Task<IReadOnlyList<TrustedDevice>> ListAsync(string userId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Trusted(db, userId).AsNoTracking()
            .OrderByDescending(device => device.LastUsedAt).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Removes the trust of one of the person's devices, or of all if <paramref name="deviceId"/> is null. Returns how many.
    /// </summary>
    public async Task<int> ForgetAsync(PersonTransaction transaction, Guid? deviceId, CancellationToken cancellationToken = default)
    {
        var forgotten = await transaction.Db.Set<TrustedDevice>()
            .Where(device => device.UserId == transaction.UserId && (deviceId == null || device.Id == deviceId))
            .ExecuteDeleteAsync(cancellationToken);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(transaction.UserId)));
        return forgotten;
    }

    /// <summary>Removes the trust of all of the person's devices, within the caller's transaction.</summary>
    public static Task ForgetAllAsync(PersonTransaction transaction, CancellationToken cancellationToken = default) =>
        transaction.Db.Set<TrustedDevice>().Where(device => device.UserId == transaction.UserId)
            .ExecuteDeleteAsync(cancellationToken);

    private byte[] Hash(Guid id, string userId, string token) => keyedHash.OfToken(token, "device", $"{id:N}", userId);

    private IQueryable<TrustedDevice> Current(PortalDbContext db, string userId, DeviceToken token)
    {
        var hash = Hash(token.Id, userId, token.Token);
        return Trusted(db, userId).Where(device => device.Id == token.Id && device.TokenHash == hash);
    }

    // Also by the setting of today: an operator who shortens or forbids trust means the devices that have it already.
    private IQueryable<TrustedDevice> Trusted(PortalDbContext db, string userId)
    {
        var now = clock.GetUtcNow();
        var trustedAfter = now - options.Value.TrustedDeviceLifetime;
        return db.Set<TrustedDevice>().Where(device =>
            device.UserId == userId && device.ExpiresAt > now && device.CreatedAt > trustedAfter);
    }
}
