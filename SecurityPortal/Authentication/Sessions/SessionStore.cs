using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Begins, finds, confirms and ends sessions. What is ended here is ended on every node immediately.</summary>
internal sealed class SessionStore(
    IDbContextFactory<PortalDbContext> factory, SessionSeal seal, IOptions<SessionOptions> options, ISignals signals,
    NotificationWriter notices, IEnumerable<ISessionStartedHandler> watchers, LockedAccounts locked, TimeProvider clock)
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Begins a session within the caller's transaction. Returns the token for the browser's cookie; null if the account
    /// may not be used (<see cref="AccountState"/>). Every way to sign in ends here, so none can forget this check. A
    /// locked account is opened if the second step opens it (<see cref="LockedAccounts"/>).
    /// </summary>
    /// <param name="secondStep">The method that answered the second step; null if there was none.</param>
    /// <param name="signedInWith">How the person signed in, as it is stored: ids of methods, comma-separated.</param>
    public async Task<string?> BeginAsync(
        PersonTransaction transaction, string? secondStep, string signedInWith, ClientInfo client,
        CancellationToken cancellationToken)
    {
        var token = RandomToken.Create();
        var (now, hash) = (clock.GetUtcNow(), seal.Hash(token));
        var state = await transaction.Db.AccountStateAsync(transaction.UserId, now, cancellationToken);
        if (state == AccountState.Locked && await locked.OpensAsync(transaction, secondStep, client, cancellationToken))
        {
            state = await transaction.Db.AccountStateAsync(transaction.UserId, now, cancellationToken);
        }

        if (state != AccountState.Active)
        {
            return null;
        }

        var id = Guid.CreateVersion7(now);
        transaction.Db.Add(new PortalSession
        {
            Id = id,
            TokenHash = hash,
            Seal = seal.Of(id, transaction.UserId, now, hash),
            UserId = transaction.UserId,
            CreatedAt = now,
            LastSeenAt = now,
            ConfirmedAt = now,
            ConfirmedBy = secondStep,
            AuthenticationMethods = signedInWith,
            UserAgent = client.UserAgent,
            Address = client.Address,
        });
        foreach (var watcher in watchers)
        {
            await watcher.BeginsAsync(transaction, secondStep, cancellationToken);
        }

        // After the watchers, because one of them saves the language that the first notification is written in.
        await NoteBrowserAsync(transaction, client, cancellationToken);
        return token;
    }

    // Notifies of every browser that is new to the account, including the first one: on an imported account, or one created
    // by an operator, somebody else may be the first to sign in. For people who register here, that browser is already
    // known (KnownBrowser.Of), so their first sign-in sends no notification.
    private async Task NoteBrowserAsync(
        PersonTransaction transaction, ClientInfo client, CancellationToken cancellationToken)
    {
        if (client.Browser is null)
        {
            return;
        }

        var hash = seal.Browser(transaction.UserId, client.Browser);
        var now = clock.GetUtcNow();
        var own = transaction.Db.Set<KnownBrowser>().Where(browser => browser.UserId == transaction.UserId);
        if (await own.Where(browser => browser.TokenHash == hash).ExecuteUpdateAsync(
            set => set.SetProperty(browser => browser.LastSeenAt, now), cancellationToken) == 1)
        {
            return;
        }

        await notices.AddAsync(transaction, new NewDeviceNotification(), client.Source(), cancellationToken: cancellationToken);
        transaction.Db.Add(new KnownBrowser { UserId = transaction.UserId, TokenHash = hash, LastSeenAt = now });
    }

    /// <summary>Returns the live session of a cookie and marks it as seen; null if there is none.</summary>
    public async Task<LiveSession?> FindByTokenAsync(string token, CancellationToken cancellationToken = default)
    {
        if (token.Length != RandomToken.Length)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var session = seal.Open(await LiveSessionQuery.FindAsync(
            db, seal.Hash(token), null, SeenAfter, CreatedAfter, clock.GetUtcNow(), cancellationToken));
        if (session is not null && clock.GetUtcNow() - session.LastSeenAt >= TouchEvery)
        {
            var now = clock.GetUtcNow();
            await Alive(db).Where(row => row.Id == session.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LastSeenAt, now), cancellationToken);
        }

        return session;
    }

    /// <summary>The shortest time between two updates of when a session was last seen.</summary>
    public static TimeSpan TouchedEvery => TouchEvery;

    /// <summary>
    /// Marks the session as seen because of activity in an open page, which makes no request. Does so once a minute at most.
    /// </summary>
    public async Task TouchAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var before = now - TouchEvery;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await Alive(db).Where(row => row.Id == sessionId && row.LastSeenAt <= before).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastSeenAt, now), cancellationToken);
    }

    /// <summary>Returns the session if it is still alive. Open pages call this before every command.</summary>
    public async Task<LiveSession?> FindAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, sessionId, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(Guid, CancellationToken)"/>
    public async Task<LiveSession?> FindAsync(PortalDbContext db, Guid sessionId, CancellationToken cancellationToken = default) =>
        seal.Open(await LiveSessionQuery.FindAsync(
            db, null, sessionId, SeenAfter, CreatedAfter, clock.GetUtcNow(), cancellationToken));

    /// <summary>Whether the last confirmation is recent enough for a change to methods.</summary>
    public bool IsConfirmedRecently(LiveSession session) =>
        clock.GetUtcNow() - session.ConfirmedAt < options.Value.ConfirmLifetime;

    /// <summary>
    /// Records a confirmation and gives the session a new token (ASVS 7.2.4). Returns null if the session has ended in the meantime.
    /// </summary>
    public async Task<string?> ConfirmAsync(
        PortalDbContext db, Guid sessionId, string? secondStep, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        var token = RandomToken.Create();
        var (now, hash) = (clock.GetUtcNow(), seal.Hash(token));
        var sealedAnew = seal.Of(sessionId, session.UserId, session.CreatedAt, hash);

        // Only if the row still has the same person: the seal is for the session as it was found, not as it may be by now.
        var confirmed = await Alive(db).Where(row => row.Id == sessionId && row.UserId == session.UserId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.TokenHash, hash)
                .SetProperty(row => row.Seal, sealedAnew)
                .SetProperty(row => row.ConfirmedAt, now)
                .SetProperty(row => row.ConfirmedBy, secondStep)
                .SetProperty(row => row.LastSeenAt, now),
            cancellationToken);
        return confirmed == 1 ? token : null;
    }

    /// <summary>Lists the person's live sessions.</summary>
    public async Task<IReadOnlyList<PortalSession>> ListAsync(string userId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Alive(db).AsNoTracking().Where(row => row.UserId == userId).ToListAsync(cancellationToken);
    }

    /// <summary>Queries the person's live sessions, in the caller's database context.</summary>
    public IQueryable<PortalSession> Live(PortalDbContext db, string userId) =>
        Alive(db).Where(row => row.UserId == userId);

    /// <summary>
    /// Whether the person has a live session other than <paramref name="except"/>, not counting those that were begun by
    /// <paramref name="method"/> after <paramref name="begunBefore"/>, nor those on a temporary pass.
    /// </summary>
    public Task<bool> AnyOtherAsync(
        PortalDbContext db, string userId, Guid? except, string method, DateTimeOffset begunBefore,
        CancellationToken cancellationToken) =>
        LiveSessionQuery.AnyOtherAsync(
            db, userId, except, method, begunBefore, SeenAfter, CreatedAfter, cancellationToken);

    /// <summary>Whether the session was ended by "Sign out" in its own browser.</summary>
    public async Task<bool> WasSignedOutAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<PortalSession>().AnyAsync(row => row.Id == sessionId && row.SignedOut, cancellationToken);
    }

    /// <summary>Ends one session by "Sign out" in its own browser. Returns false if it had already ended.</summary>
    public async Task<bool> EndAsync(string userId, Guid sessionId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ended = await db.Set<PortalSession>()
            .Where(row => row.Id == sessionId && row.UserId == userId && row.EndedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.EndedAt, now).SetProperty(row => row.SignedOut, true), cancellationToken);
        signals.Publish(SignalTopics.Person(userId));
        return ended == 1;
    }

    /// <summary>Ends one of the person's sessions, within the caller's transaction. Returns false if it had already ended.</summary>
    public async Task<bool> EndAsync(PersonTransaction transaction, Guid sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = await transaction.Db.Set<PortalSession>()
            .Where(row => row.Id == sessionId && row.UserId == transaction.UserId && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellationToken);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(transaction.UserId)));
        return ended == 1;
    }

    /// <summary>
    /// Ends all of the person's sessions except <paramref name="keep"/>, within the caller's transaction. Returns how many.
    /// </summary>
    public Task<int> EndOthersAsync(
        PersonTransaction transaction, Guid? keep, CancellationToken cancellationToken = default) =>
        EndAllButAsync(transaction, keep is { } one ? [one] : [], cancellationToken);

    /// <summary>
    /// Ends all of the person's sessions except <paramref name="keep"/>, within the caller's transaction. Returns how many.
    /// </summary>
    public async Task<int> EndAllButAsync(
        PersonTransaction transaction, IReadOnlyCollection<Guid> keep, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var ended = await transaction.Db.Set<PortalSession>()
            .Where(row => row.UserId == transaction.UserId && !keep.Contains(row.Id) && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellationToken);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(transaction.UserId)));
        return ended;
    }

    private DateTimeOffset SeenAfter => clock.GetUtcNow() - options.Value.IdleTimeout;

    private DateTimeOffset CreatedAfter => clock.GetUtcNow() - options.Value.AbsoluteTimeout;

    private IQueryable<PortalSession> Alive(PortalDbContext db)
    {
        var (seenAfter, createdAfter) = (SeenAfter, CreatedAfter);
        return db.Set<PortalSession>().Where(row =>
            row.EndedAt == null && row.LastSeenAt > seenAfter && row.CreatedAt > createdAfter);
    }
}
