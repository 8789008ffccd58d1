using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SecurityPortal.Platform.Health;

/// <summary>
/// Whether browsers reach the portal over TLS, as far as the portal can tell. If TLS ends at a proxy that it does not know,
/// every page fails: the portal issues forms only to browsers that came over TLS.
/// </summary>
internal sealed class ProxyReady(
    IServer server, IConfiguration configuration, IHostEnvironment environment, IOptions<PortalOptions> portal,
    ILogger<ProxyReady> logger)
    : IHealthCheck
{
    private int _wasTold;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("TLS ends at a proxy, and Proxy:KnownProxies is empty."));

    /// <summary>Whether pages can work at all with these settings. Nothing in a request changes the answer.</summary>
    public bool IsReady =>
        environment.IsDevelopment()
        || portal.Value.PublicUri.Scheme != Uri.UriSchemeHttps
        || configuration.GetSection("Proxy:KnownProxies").AsEnumerable().Any(setting => !string.IsNullOrEmpty(setting.Value))
        || configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED")
        || Addresses is not { Count: > 0 } addresses
        || addresses.Any(address => address.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tells the operator, once, about a proxy that said a browser came over TLS and was not trusted.</summary>
    public void Watch(HttpContext context)
    {
        // The framework removes the header if the proxy is known.
        if (!context.Request.IsHttps && !environment.IsDevelopment()
            && string.Equals(context.Request.Headers["X-Forwarded-Proto"], Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            && Interlocked.Exchange(ref _wasTold, 1) == 0)
        {
            logger.ProxyIsUnknown(
                context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress);
        }
    }

    private ICollection<string>? Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses;
}
