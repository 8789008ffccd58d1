using System.Linq.Expressions;
using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>
/// Deletes expired tokens, authorizations that are no longer valid, and those of deleted accounts. OpenIddict's own pruning
/// compares the stored milliseconds with the clock of the database, which PostgreSQL refuses.
/// </summary>
internal sealed class OpenIdCleanup(IDbContextFactory<PortalDbContext> factory, TimeProvider clock) : ITimedWork
{
    /// <summary>How long they are kept, so that a code presented a second time is still recognised.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public TimeSpan Every => TimeSpan.FromMinutes(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var before = (clock.GetUtcNow() - Kept).UtcDateTime;
        var tokens = await DeleteAsync<OpenIddictEntityFrameworkCoreToken>(
            (_, rows) => rows.Where(token => token.ExpirationDate < before), token => token.Id, cancellationToken);

        // Tokens refer to their authorization, so it goes after the last of them.
        var authorizations = await DeleteAsync<OpenIddictEntityFrameworkCoreAuthorization>(
            (_, rows) => rows.Where(row => row.CreationDate < before && row.Tokens.Count == 0
                && (row.Status != Statuses.Valid || row.Type == AuthorizationTypes.AdHoc)),
            row => row.Id, cancellationToken);

        // OpenIddict's rows have no foreign key to a person.
        return tokens + authorizations
            + await DeleteAsync<OpenIddictEntityFrameworkCoreToken>(
                (db, rows) => rows.Where(token => token.Subject != null && !db.Users.Any(user => user.Id == token.Subject)),
                token => token.Id, cancellationToken)
            + await DeleteAsync<OpenIddictEntityFrameworkCoreAuthorization>(
                (db, rows) => rows.Where(row => row.Subject != null && !db.Users.Any(user => user.Id == row.Subject)),
                row => row.Id, cancellationToken);
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
