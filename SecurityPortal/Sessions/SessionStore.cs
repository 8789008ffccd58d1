using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Notices;
using SecurityPortal.Signals;

namespace SecurityPortal.Sessions;

/// <summary>Begins, finds, confirms and ends sessions. What is ended here is ended on every node at once.</summary>
internal sealed class SessionStore(
    IDbContextFactory<PortalDbContext> factory, IOptions<SessionOptions> options, ISignals signals, NoticeWriter notices,
    IEnumerable<ISessionWatcher> watchers, TimeProvider clock)
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session within the caller's transaction; the token goes into the browser's cookie.</summary>
    /// <param name="secondStep">The method that answered the second step; null when there was none.</param>
    /// <param name="signedInWith">How the person signed in, as it is kept: ids of methods, comma-separated.</param>
    public async Task<string> BeginAsync(
        PersonTransaction transaction, string? secondStep, string signedInWith, ClientInfo client,
        CancellationToken cancellationToken)
    {
        var token = RandomToken.Create();
        var now = clock.GetUtcNow();
        transaction.Db.Add(new PortalSession
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = RandomToken.Hash(token),
            UserId = transaction.UserId,
            CreatedAt = now,
            LastSeenAt = now,
            ConfirmedAt = now,
            ConfirmedBy = secondStep,
            SignedInWith = signedInWith,
            UserAgent = client.UserAgent,
            Address = client.Address,
        });
        await NoteBrowserAsync(transaction, client, cancellationToken);
        foreach (var watcher in watchers)
        {
            await watcher.BeginsAsync(transaction, secondStep, cancellationToken);
        }
        return token;
    }

    // The first browser of an account is no news to whoever just made it.
    private async Task NoteBrowserAsync(
        PersonTransaction transaction, ClientInfo client, CancellationToken cancellationToken)
    {
        if (client.Browser is null)
        {
            return;
        }

        var hash = RandomToken.Hash(client.Browser);
        var now = clock.GetUtcNow();
        var own = transaction.Db.Set<KnownBrowser>().Where(browser => browser.UserId == transaction.UserId);
        if (await own.Where(browser => browser.TokenHash == hash).ExecuteUpdateAsync(
            set => set.SetProperty(browser => browser.LastSeenAt, now), cancellationToken) == 1)
        {
            return;
        }

        if (await own.AnyAsync(cancellationToken))
        {
            await notices.AddAsync(
                transaction, new NewDeviceNotice(), client.Source(), cancellationToken: cancellationToken);
        }

        transaction.Db.Add(new KnownBrowser { UserId = transaction.UserId, TokenHash = hash, LastSeenAt = now });
    }

    /// <summary>The live session of a cookie, noted as seen; null when there is none.</summary>
    public async Task<LiveSession?> FindByTokenAsync(string token, CancellationToken cancellationToken = default)
    {
        if (token.Length != RandomToken.Length)
        {
            return null;
        }

        var hash = RandomToken.Hash(token);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var session = await LiveSessionQuery.FindAsync(db, hash, null, SeenAfter, CreatedAfter, cancellationToken);
        if (session is not null && clock.GetUtcNow() - session.LastSeenAt >= TouchEvery)
        {
            var now = clock.GetUtcNow();
            await Alive(db).Where(row => row.Id == session.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LastSeenAt, now), cancellationToken);
        }

        return session;
    }

    /// <summary>How often at most a session is noted as seen.</summary>
    public static TimeSpan TouchedEvery => TouchEvery;

    /// <summary>Notes that the person does something in an open page, which makes no request; once a minute at most.</summary>
    public async Task TouchAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var before = now - TouchEvery;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await Alive(db).Where(row => row.Id == sessionId && row.LastSeenAt <= before).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastSeenAt, now), cancellationToken);
    }

    /// <summary>The session if it is still alive. Open pages ask before every command.</summary>
    public async Task<LiveSession?> FindAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, sessionId, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(Guid, CancellationToken)"/>
    public Task<LiveSession?> FindAsync(PortalDbContext db, Guid sessionId, CancellationToken cancellationToken = default) =>
        LiveSessionQuery.FindAsync(db, null, sessionId, SeenAfter, CreatedAfter, cancellationToken);

    /// <summary>Whether the last confirmation is recent enough for a change to methods.</summary>
    public bool IsConfirmedRecently(LiveSession session) =>
        clock.GetUtcNow() - session.ConfirmedAt < options.Value.ConfirmLifetime;

    /// <summary>
    /// Notes a confirmation and gives the session a new token (ASVS 7.2.4); null when it has ended meanwhile.
    /// </summary>
    public async Task<string?> ConfirmAsync(
        PortalDbContext db, Guid sessionId, string? secondStep, CancellationToken cancellationToken)
    {
        var token = RandomToken.Create();
        var hash = RandomToken.Hash(token);
        var now = clock.GetUtcNow();
        var confirmed = await Alive(db).Where(row => row.Id == sessionId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.TokenHash, hash)
                .SetProperty(row => row.ConfirmedAt, now)
                .SetProperty(row => row.ConfirmedBy, secondStep)
                .SetProperty(row => row.LastSeenAt, now),
            cancellationToken);
        return confirmed == 1 ? token : null;
    }

    /// <summary>The person's live sessions.</summary>
    public async Task<IReadOnlyList<PortalSession>> ListAsync(string userId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Alive(db).AsNoTracking().Where(row => row.UserId == userId).ToListAsync(cancellationToken);
    }

    /// <summary>The person's live sessions, within the caller's database context.</summary>
    public IQueryable<PortalSession> Live(PortalDbContext db, string userId) =>
        Alive(db).Where(row => row.UserId == userId);

    /// <summary>
    /// Whether the person has a live session other than <paramref name="except"/>, not counting those that were begun by
    /// <paramref name="method"/> after <paramref name="begunBefore"/>.
    /// </summary>
    public Task<bool> AnyOtherAsync(
        PortalDbContext db, string userId, Guid? except, string method, DateTimeOffset begunBefore,
        CancellationToken cancellationToken) =>
        LiveSessionQuery.AnyOtherAsync(
            db, userId, except, method, begunBefore, SeenAfter, CreatedAfter, cancellationToken);

    /// <summary>Ends one session, as signing out does; false when it had ended.</summary>
    public async Task<bool> EndAsync(string userId, Guid sessionId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ended = await db.Set<PortalSession>()
            .Where(row => row.Id == sessionId && row.UserId == userId && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellationToken);
        signals.Publish(SignalTopics.Person(userId));
        return ended == 1;
    }

    /// <summary>Ends the person's sessions but one, within the caller's transaction; returns how many.</summary>
    public async Task<int> EndOthersAsync(
        PersonTransaction transaction, Guid? keep, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var ended = await transaction.Db.Set<PortalSession>()
            .Where(row => row.UserId == transaction.UserId && row.Id != keep && row.EndedAt == null)
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
