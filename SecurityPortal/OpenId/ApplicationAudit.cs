using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.OpenId;

/// <summary>
/// Records in the audit log what applications do with a sign-in. Applications refresh every few minutes while somebody works,
/// so the first refresh gets an entry of its own, and after that one entry an hour says how many there were since. The rest is
/// recorded when the application's session ends, so the numbers add up to all refreshes.
/// </summary>
internal sealed class ApplicationAudit(AuditLogWriter log, ClientStore clients, RateLimits rates, TimeProvider clock)
{
    /// <summary>The shortest time between two entries about refreshes of the same session.</summary>
    public static readonly TimeSpan RefreshesEvery = TimeSpan.FromHours(1);

    /// <summary>
    /// The shortest time between two entries about wrong credentials of one client, so that somebody guessing cannot fill the
    /// log.
    /// </summary>
    public static readonly TimeSpan RefusalsEvery = TimeSpan.FromMinutes(15);

    private const string Portal = "portal";

    /// <summary>Records that an application redeemed a code.</summary>
    public async Task GivenAsync(PortalDbContext db, string userId, string? clientId, CancellationToken cancellationToken) =>
        await NoteAsync(db, userId, AuditEvents.ApplicationTokensGiven, await NameAsync(db, clientId, cancellationToken), cancellationToken);

    /// <summary>Counts a refresh. The update locks the session's row until the caller's transaction ends.</summary>
    public Task CountRefreshAsync(PortalDbContext db, string? authorizationId, CancellationToken cancellationToken) =>
        Live(db, authorizationId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UnnotedRefreshes, row => row.UnnotedRefreshes + 1), cancellationToken);

    /// <summary>
    /// Records this session's refreshes if an entry is due. Call it after <see cref="CountRefreshAsync"/>, in the same
    /// transaction.
    /// </summary>
    public async Task NoteRefreshesAsync(PortalDbContext db, string? authorizationId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - RefreshesEvery;
        var counted = await Live(db, authorizationId).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (counted is not null && await Live(db, authorizationId).Where(row => row.RefreshesNotedAt == null || row.RefreshesNotedAt <= before)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.UnnotedRefreshes, 0).SetProperty(row => row.RefreshesNotedAt, now), cancellationToken) == 1)
        {
            await NoteAsync(db, counted, cancellationToken);
        }
    }

    /// <summary>Records the remaining refreshes of sessions that have just ended in the caller's transaction.</summary>
    public async Task EndedAsync(PortalDbContext db, IQueryable<ApplicationSession> ended, CancellationToken cancellationToken)
    {
        foreach (var row in await ended.AsNoTracking().Where(row => row.UnnotedRefreshes > 0).ToListAsync(cancellationToken))
        {
            if (await db.Set<ApplicationSession>().Where(one => one.Id == row.Id && one.UnnotedRefreshes > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.UnnotedRefreshes, 0), cancellationToken) == 1)
            {
                await NoteAsync(db, row, cancellationToken);
            }
        }
    }

    /// <summary>Records that an application revoked tokens (RFC 7009).</summary>
    public async Task RevokedAsync(PortalDbContext db, string userId, string? clientId, CancellationToken cancellationToken) =>
        await NoteAsync(db, userId, AuditEvents.ApplicationTokensRevoked, await NameAsync(db, clientId, cancellationToken), cancellationToken);

    /// <summary>Records that an application accepted its logout token, or that the portal gave up sending it.</summary>
    public async Task ToldAsync(PortalDbContext db, ApplicationSession session, bool isTold, CancellationToken cancellationToken) => await NoteAsync(
        db, session.UserId, isTold ? AuditEvents.ApplicationTold : AuditEvents.ApplicationNotTold,
        await NameAsync(db, session.ClientId, cancellationToken), cancellationToken);

    /// <summary>Records that somebody used this client's id and could not authenticate.</summary>
    public async Task RefusedAsync(string clientId, ClientInfo from, CancellationToken cancellationToken)
    {
        if (await clients.FindAsync(clientId, cancellationToken) is { } client
            && await rates.TakeAsync($"openid-refused:{client.Key}", 1, RefusalsEvery, cancellationToken))
        {
            await log.AppendAsync(
                new AuditEvent("", AuditEvents.ClientRefused, client.Name) { Actor = Portal }.From(from), cancellationToken);
        }
    }

    private static IQueryable<ApplicationSession> Live(PortalDbContext db, string? authorizationId) =>
        db.Set<ApplicationSession>().Where(row => row.AuthorizationId == authorizationId && row.EndedAt == null);

    private async Task NoteAsync(PortalDbContext db, ApplicationSession session, CancellationToken cancellationToken) => await NoteAsync(
        db, session.UserId, AuditEvents.ApplicationTokensRenewed,
        CountedDetail.Of(session.UnnotedRefreshes, await NameAsync(db, session.ClientId, cancellationToken)), cancellationToken);

    private Task NoteAsync(PortalDbContext db, string userId, AuditEventType what, string detail, CancellationToken cancellationToken) =>
        log.AppendAsync(db, new AuditEvent(userId, what, detail) { Actor = Portal }, cancellationToken);

    private static async Task<string> NameAsync(PortalDbContext db, string? clientId, CancellationToken cancellationToken) =>
        await db.Set<OpenIddictEntityFrameworkCoreApplication>().Where(row => row.ClientId == clientId)
            .Select(row => row.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? clientId ?? "";
}
