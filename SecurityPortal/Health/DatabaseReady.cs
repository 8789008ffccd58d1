using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SecurityPortal.Data;

namespace SecurityPortal.Health;

/// <summary>Whether the database answers within two seconds.</summary>
internal sealed class DatabaseReady(IDbContextFactory<PortalDbContext> factory) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var db = await factory.CreateDbContextAsync(patience.Token);
            await db.Set<SealedKey>().AnyAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
