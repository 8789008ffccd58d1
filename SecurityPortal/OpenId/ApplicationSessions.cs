using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>Begins, finds and ends sign-ins at clients.</summary>
internal sealed class ApplicationSessions(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, AuditLogWriter log, ApplicationAudit audit, TimeProvider clock)
{
    /// <summary>
    /// Records that the session signs in at the client, and returns the id of the authorization that its tokens belong to.
    /// Returns null when the session has ended; this is checked inside the transaction, so that no tokens are issued after the
    /// end.
    /// </summary>
    public async Task<string?> BeginAsync(
        LiveSession session, Client client, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        var (db, now) = (transaction.Db, clock.GetUtcNow());
        if (await sessions.FindAsync(db, session.Id, cancellationToken) is null)
        {
            return null;
        }

        var id = await db.Set<ApplicationSession>()
            .Where(row => row.SessionId == session.Id && row.ClientId == client.Id && row.EndedAt == null)
            .Where(row => db.Set<OpenIddictEntityFrameworkCoreAuthorization>()
                .Any(authorization => authorization.Id == row.AuthorizationId && authorization.Status == Statuses.Valid))
            .Select(row => row.AuthorizationId).FirstOrDefaultAsync(cancellationToken);
        if (id is not null)
        {
            await db.Set<ApplicationSession>().Where(row => row.AuthorizationId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
        }
        else
        {
            id = await AddAsync(db, session, client, scopes, now, cancellationToken);
        }

        await log.AppendAsync(
            db, new AuditEvent(session.UserId, AuditEvents.ApplicationSignedIn, client.Name).From(session.Client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    private static async Task<string> AddAsync(
        PortalDbContext db, LiveSession session, Client client, IReadOnlyList<string> scopes, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // This session has an ended row if the person removed the application and came back.
        await db.Set<ApplicationSession>().Where(row => row.SessionId == session.Id && row.ClientId == client.Id)
            .ExecuteDeleteAsync(cancellationToken);
        var application = await db.Set<OpenIddictEntityFrameworkCoreApplication>()
            .SingleAsync(row => row.Id == client.Key, cancellationToken);
        var authorization = new OpenIddictEntityFrameworkCoreAuthorization
        {
            Application = application,
            Subject = session.UserId,
            Status = Statuses.Valid,
            Type = AuthorizationTypes.AdHoc,
            Scopes = System.Text.Json.JsonSerializer.Serialize(scopes),
            CreationDate = now.UtcDateTime,
        };
        db.Add(authorization);
        db.Add(new ApplicationSession
        {
            Id = Guid.CreateVersion7(now),
            SessionId = session.Id,
            ClientId = client.Id,
            UserId = session.UserId,
            AuthorizationId = authorization.Id!,
            CreatedAt = now,
            LastUsedAt = now,
        });
        return authorization.Id!;
    }

    /// <summary>
    /// Queries the person's sign-ins at clients whose session is live. One that lapsed has no end yet (see
    /// <see cref="OpenIdCleanup"/>).
    /// </summary>
    public IQueryable<ApplicationSession> Live(PortalDbContext db, string userId)
    {
        var live = sessions.Live(db, userId);
        return db.Set<ApplicationSession>().Where(row =>
            row.UserId == userId && row.EndedAt == null && live.Any(session => session.Id == row.SessionId));
    }

    /// <summary>
    /// Ends the person's sign-ins at the client and revokes everything issued to it, within the caller's transaction. Returns
    /// how many sign-ins there were.
    /// </summary>
    public async Task<int> EndAsync(PortalDbContext db, string userId, string clientId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var own = db.Set<ApplicationSession>().Where(row => row.UserId == userId && row.ClientId == clientId);
        var ended = await own.Where(row => row.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.EndedAt, now).SetProperty(row => row.NextAttemptAt, now), cancellationToken);
        await RevokeAsync(
            db,
            db.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(row =>
                row.Subject == userId && row.Application!.ClientId == clientId && row.Status == Statuses.Valid),
            cancellationToken);
        await audit.EndedAsync(db, own, cancellationToken);
        return ended;
    }

    /// <summary>
    /// Revokes these authorizations and everything issued under them, within the caller's transaction. The concurrency tokens
    /// change too, so that a redemption in progress fails.
    /// </summary>
    public static async Task RevokeAsync(
        PortalDbContext db, IQueryable<OpenIddictEntityFrameworkCoreAuthorization> authorizations, CancellationToken cancellationToken)
    {
        var fresh = Guid.NewGuid().ToString();
        await db.Set<OpenIddictEntityFrameworkCoreToken>()
            .Where(token => authorizations.Any(authorization => authorization.Id == token.Authorization!.Id))
            .ExecuteUpdateAsync(
                set => set.SetProperty(token => token.Status, Statuses.Revoked).SetProperty(token => token.ConcurrencyToken, fresh),
                cancellationToken);
        await authorizations.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, Statuses.Revoked).SetProperty(row => row.ConcurrencyToken, fresh), cancellationToken);
    }
}
