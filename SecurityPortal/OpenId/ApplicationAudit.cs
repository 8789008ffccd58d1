using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.OpenId;

/// <summary>
/// What applications themselves do with a sign-in, for the log. Refreshes come every few minutes for as long as somebody
/// works: the first of them is an entry, and from then on one entry an hour says how many there were since. The rest is
/// written when the application's session ends, so that the numbers add up to all of them.
/// </summary>
internal sealed class ApplicationAudit(AuditLogWriter log, ClientStore clients, RateLimits rates, TimeProvider clock)
{
    /// <summary>At least as long after one entry about refreshes there is no other of the same session.</summary>
    public static readonly TimeSpan RefreshesEvery = TimeSpan.FromHours(1);

    /// <summary>Of wrong credentials of one client there is one entry in so long: whoever tries them could fill the log.</summary>
    public static readonly TimeSpan RefusalsEvery = TimeSpan.FromMinutes(15);

    private const string Portal = "portal";

    /// <summary>A code was redeemed.</summary>
    public async Task GivenAsync(PortalDbContext db, string userId, string? clientId, CancellationToken cancellationToken) =>
        await NoteAsync(db, userId, AuditEvents.ApplicationTokensGiven, await NameAsync(db, clientId, cancellationToken), cancellationToken);

    /// <summary>A refresh token is being spent. Its session is held by the update until the caller's transaction ends.</summary>
    public Task CountRefreshAsync(PortalDbContext db, string? authorizationId, CancellationToken cancellationToken) =>
        Live(db, authorizationId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UnnotedRefreshes, row => row.UnnotedRefreshes + 1), cancellationToken);

    /// <summary>Notes the refreshes of this session, if it is time. After <see cref="CountRefreshAsync"/>, in the same transaction.</summary>
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

    /// <summary>These sessions of applications have just ended in the caller's transaction: what is still to be said of them.</summary>
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

    /// <summary>The application gave tokens back (RFC 7009).</summary>
    public async Task RevokedAsync(PortalDbContext db, string userId, string? clientId, CancellationToken cancellationToken) =>
        await NoteAsync(db, userId, AuditEvents.ApplicationTokensRevoked, await NameAsync(db, clientId, cancellationToken), cancellationToken);

    /// <summary>The application took its logout token, or is not tried any more.</summary>
    public async Task ToldAsync(PortalDbContext db, ApplicationSession session, bool isTold, CancellationToken cancellationToken) => await NoteAsync(
        db, session.UserId, isTold ? AuditEvents.ApplicationTold : AuditEvents.ApplicationNotTold,
        await NameAsync(db, session.ClientId, cancellationToken), cancellationToken);

    /// <summary>Somebody came as this client, and could not prove it.</summary>
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
