using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.OpenId;

/// <summary>Deletes tokens and authorizations that are over, and those of people who are gone.</summary>
internal sealed class OpenIdCleanup(
    IServiceScopeFactory scopes, IDbContextFactory<PortalDbContext> factory, TimeProvider clock) : ITimedWork
{
    /// <summary>How long they are kept: a code that comes a second time is still recognized.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public TimeSpan Every => TimeSpan.FromMinutes(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var scope = scopes.CreateAsyncScope();
        var tokens = await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        var authorizations = await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
        return (int)(tokens + authorizations) + await ForgetDeletedAsync(cancellationToken);
    }

    // OpenIddict's rows hang on no person.
    private async Task<int> ForgetDeletedAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var tokens = await db.Set<OpenIddictEntityFrameworkCoreToken>()
            .Where(token => token.Subject != null && !db.Users.Any(user => user.Id == token.Subject)).ExecuteDeleteAsync(cancellationToken);
        return tokens + await db.Set<OpenIddictEntityFrameworkCoreAuthorization>()
            .Where(row => row.Subject != null && !db.Users.Any(user => user.Id == row.Subject)).ExecuteDeleteAsync(cancellationToken);
    }
}
