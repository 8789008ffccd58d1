using System.Linq.Expressions;
using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>
/// Deletes expired tokens, authorizations that are no longer valid, and those of deleted accounts, and ends sign-ins at clients
/// whose session lapsed. OpenIddict's own pruning compares the stored milliseconds with the clock of the database, which
/// PostgreSQL refuses.
/// </summary>
internal sealed class OpenIdCleanup(IDbContextFactory<PortalDbContext> factory, ApplicationAudit audit, TimeProvider clock) : ITimedWork
{
    /// <summary>
    /// How long tokens are kept, so that a code presented a second time is still recognised. No session lives that long, so an
    /// older one that nobody ended has lapsed.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public TimeSpan Every => TimeSpan.FromMinutes(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var before = now - Kept;
        var lapsed = await EndLapsedAsync(cancellationToken);

        // Strangers can have requests stored. One that has expired is refused like one that is gone, so nothing keeps it.
        var tokens = await DeleteAsync<OpenIddictEntityFrameworkCoreToken>(
            (_, rows) => rows.Where(token => token.ExpirationDate < before
                || (token.ExpirationDate < now && token.Type == TokenTypeIdentifiers.Private.RequestToken)),
            token => token.Id, cancellationToken);

        // Tokens refer to their authorization, so it goes after the last of them.
        var authorizations = await DeleteAsync<OpenIddictEntityFrameworkCoreAuthorization>(
            (_, rows) => rows.Where(row => row.CreationDate < before && row.Tokens.Count == 0
                && (row.Status != Statuses.Valid || row.Type == AuthorizationTypes.AdHoc)),
            row => row.Id, cancellationToken);

        // OpenIddict's rows have no foreign key to a person.
        return lapsed + tokens + authorizations
            + await DeleteAsync<OpenIddictEntityFrameworkCoreToken>(
                (db, rows) => rows.Where(token => token.Subject != null && !db.Users.Any(user => user.Id == token.Subject)),
                token => token.Id, cancellationToken)
            + await DeleteAsync<OpenIddictEntityFrameworkCoreAuthorization>(
                (db, rows) => rows.Where(row => row.Subject != null && !db.Users.Any(user => user.Id == row.Subject)),
                row => row.Id, cancellationToken);
    }

    // Nobody ends a session that lapses, so nothing else marks its sign-ins as ended. Nothing is sent for one (see
    // BackchannelLogout), and so nothing when the session's row is deleted either. A transaction for each, because a person who
    // removes an application locks several rows too, in another order.
    private async Task<int> EndLapsedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - Kept;
        int ended = 0, found;
        do
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var ids = await db.Set<ApplicationSession>()
                .Where(row => row.EndedAt == null && db.Set<PortalSession>().Any(session =>
                    session.Id == row.SessionId && session.EndedAt == null && session.CreatedAt < before))
                .OrderBy(row => row.Id).Select(row => row.Id).Take(Cleaner.Batch).ToListAsync(cancellationToken);
            foreach (var id in ids)
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var one = db.Set<ApplicationSession>().Where(row => row.Id == id);
                if (await one.Where(row => row.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellationToken) == 1)
                {
                    await audit.EndedAsync(db, one, cancellationToken);
                    ended++;
                }

                await transaction.CommitAsync(cancellationToken);
            }

            found = ids.Count;
        }
        while (found == Cleaner.Batch);
        return ended;
    }

    private async Task<int> DeleteAsync<TRow>(
        Func<PortalDbContext, IQueryable<TRow>, IQueryable<TRow>> where, Expression<Func<TRow, string?>> id, CancellationToken cancellationToken)
        where TRow : class
    {
        int deleted, all = 0;
        do
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            deleted = await where(db, db.Set<TRow>()).OrderBy(id).Take(Cleaner.Batch).ExecuteDeleteAsync(cancellationToken);
            all += deleted;
        }
        while (deleted == Cleaner.Batch);
        return all;
    }
}
