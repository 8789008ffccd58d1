namespace SecurityPortal.Authentication.Flows;

/// <summary>Begins and finds pending flows, counts their answers, and ends them.</summary>
internal sealed class AuthenticationFlowStore(
    IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, IOptions<AuthenticationFlowOptions> options, TimeProvider clock)
{
    // The condition of Open, compiled for the look-up at the start of each second step.
    private static readonly CompiledQuery<Query> Opened = new(() => new(EF.CompileAsyncQuery(
        (PortalDbContext db, byte[] hash, AuthenticationFlowPurpose purpose, DateTimeOffset now, int max, CancellationToken _) =>
            db.Set<AuthenticationFlow>().AsNoTracking().FirstOrDefault(flow =>
                flow.TokenHash == hash
                && flow.Purpose == purpose
                && flow.Attempts < max
                && flow.ConsumedAt == null
                && flow.ExpiresAt > now
                && db.Users.Any(user => user.Id == flow.UserId && (user.SecurityStamp ?? "") == flow.SecurityStamp)))));

    private delegate Task<AuthenticationFlow?> Query(
        PortalDbContext db, byte[] hash, AuthenticationFlowPurpose purpose, DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>Begins a flow. Returns the token for the browser's cookie, and the flow itself.</summary>
    public async Task<(string Token, AuthenticationFlow Flow)> BeginAsync(
        PortalUser user, AuthenticationFlowPurpose purpose, Guid? sessionId, string returnUrl, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await BeginAsync(db, user, purpose, sessionId, returnUrl, cancellationToken);
    }

    /// <inheritdoc cref="BeginAsync(PortalUser, AuthenticationFlowPurpose, Guid?, string, CancellationToken)"/>
    public async Task<(string Token, AuthenticationFlow Flow)> BeginAsync(
        PortalDbContext db, PortalUser user, AuthenticationFlowPurpose purpose, Guid? sessionId, string returnUrl,
        CancellationToken cancellationToken)
    {
        var token = RandomToken.Create();
        var now = clock.GetUtcNow();
        var flow = new AuthenticationFlow
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = Hash(token),
            UserId = user.Id,
            Purpose = purpose,
            SessionId = sessionId,
            SecurityStamp = user.SecurityStamp ?? "",
            ReturnUrl = returnUrl,
            CreatedAt = now,
            ExpiresAt = now + options.Value.Lifetime,
        };
        db.Add(flow);
        await db.SaveChangesAsync(cancellationToken);
        return (token, flow);
    }

    /// <summary>
    /// Returns the flow of this token and purpose; null if there is none, or if it has expired, is consumed, is out of
    /// attempts, or the password has changed since.
    /// </summary>
    public async Task<AuthenticationFlow?> FindAsync(
        string? token, AuthenticationFlowPurpose purpose, CancellationToken cancellationToken = default)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return null;
        }

        var hash = Hash(token);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Opened.For(db)(db, hash, purpose, clock.GetUtcNow(), options.Value.MaxAttempts, cancellationToken);
    }

    /// <summary>
    /// Counts an answer before it is checked. Returns false if the flow accepts no more answers; then the answer must not be checked.
    /// </summary>
    public async Task<bool> ReserveAttemptAsync(PortalDbContext db, Guid flowId, CancellationToken cancellationToken) =>
        await Open(db).Where(flow => flow.Id == flowId).ExecuteUpdateAsync(
            set => set.SetProperty(flow => flow.Attempts, flow => flow.Attempts + 1), cancellationToken) == 1;

    /// <summary>Whether the flow can still be completed, as the caller's transaction sees it.</summary>
    public Task<bool> IsAliveAsync(PortalDbContext db, Guid flowId, CancellationToken cancellationToken) =>
        Alive(db).AnyAsync(flow => flow.Id == flowId, cancellationToken);

    /// <summary>
    /// Consumes the flow. Of several concurrent calls, exactly one returns true. Ignores the number of attempts, because
    /// the answer that was reserved last may still consume the flow.
    /// </summary>
    public async Task<bool> ConsumeAsync(PortalDbContext db, Guid flowId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await Alive(db).Where(flow => flow.Id == flowId).ExecuteUpdateAsync(
            set => set.SetProperty(flow => flow.ConsumedAt, now), cancellationToken) == 1;
    }

    /// <summary>Whether something begun for this purpose can still be answered. What belongs to no flow always can.</summary>
    public async Task<bool> IsOpenAsync(PortalDbContext db, string tokenPurpose, CancellationToken cancellationToken) =>
        AuthenticationFlow.IdIn(tokenPurpose) is not { } id
        || await Open(db).AnyAsync(flow => flow.Id == id, cancellationToken);

    /// <summary>Ends the flow of this token and purpose, because its browser has begun another.</summary>
    public async Task AbandonAsync(string? token, AuthenticationFlowPurpose purpose, CancellationToken cancellationToken = default)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return;
        }

        var (hash, now) = (Hash(token), clock.GetUtcNow());
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Set<AuthenticationFlow>().Where(flow => flow.TokenHash == hash && flow.Purpose == purpose && flow.ConsumedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(flow => flow.ConsumedAt, now), cancellationToken);
    }

    /// <summary>Ends the flow whose tokens have this purpose, within the caller's transaction.</summary>
    public async Task EndAsync(PersonTransaction transaction, string tokenPurpose, CancellationToken cancellationToken = default)
    {
        if (AuthenticationFlow.IdIn(tokenPurpose) is not { } id)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await transaction.Db.Set<AuthenticationFlow>()
            .Where(flow => flow.Id == id && flow.UserId == transaction.UserId && flow.ConsumedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(flow => flow.ConsumedAt, now), cancellationToken);
    }

    /// <summary>Ends the person's sign-ins and confirmations in progress, within the caller's transaction.</summary>
    public async Task EndAllAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await transaction.Db.Set<AuthenticationFlow>()
            .Where(flow => flow.UserId == transaction.UserId && flow.ConsumedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(flow => flow.ConsumedAt, now), cancellationToken);
    }

    private byte[] Hash(string token) => keyedHash.OfToken(token, "flow");

    private IQueryable<AuthenticationFlow> Open(PortalDbContext db)
    {
        var max = options.Value.MaxAttempts;
        return Alive(db).Where(flow => flow.Attempts < max);
    }

    private IQueryable<AuthenticationFlow> Alive(PortalDbContext db)
    {
        var now = clock.GetUtcNow();
        return db.Set<AuthenticationFlow>().Where(flow =>
            flow.ConsumedAt == null
            && flow.ExpiresAt > now
            && db.Users.Any(user => user.Id == flow.UserId && (user.SecurityStamp ?? "") == flow.SecurityStamp));
    }
}
