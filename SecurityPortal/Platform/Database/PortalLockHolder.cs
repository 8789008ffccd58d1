namespace SecurityPortal.Platform.Database;

/// <summary>Holds the <see cref="PortalLock"/> while the portal runs.</summary>
internal sealed class PortalLockHolder(IDbContextFactory<PortalDbContext> factory) : IHostedService
{
    private PortalLock? _lock;

    public async Task StartAsync(CancellationToken cancellationToken) => _lock = await PortalLock.ShareAsync(factory, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }
}
