using OpenIddict.Abstractions;
using SecurityPortal.Timers;

namespace SecurityPortal.OpenId;

/// <summary>Deletes tokens and authorizations that are over.</summary>
internal sealed class OpenIdCleanup(IServiceScopeFactory scopes, TimeProvider clock) : ITimedWork
{
    /// <summary>How long they are kept: a code that comes a second time is still recognized.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public TimeSpan Every => TimeSpan.FromMinutes(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var scope = scopes.CreateAsyncScope();
        var tokens = await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        return (int)(tokens + await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken));
    }
}
