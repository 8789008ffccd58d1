using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace SecurityPortal.Platform.Health;

/// <summary>
/// Health checks for a proxy or an orchestrator: whether the process runs (<c>/health/live</c>), and whether it can serve
/// (<c>/health/ready</c>). The answer is 200 or 503 and one word, because anybody can ask (ASVS 13.4.5).
/// </summary>
internal static class HealthServices
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatabaseReady>();
        builder.Services.AddSingleton<ProxyReady>();

        // It would log a line or more for each probe of a node that is not ready; the reason is logged once.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddHealthChecks().AddCheck<DatabaseReady>("database").AddCheck<ProxyReady>("proxy");
    }

    /// <summary>
    /// Must come after the middleware that reads a proxy's headers: it tells the operator about headers that were not trusted.
    /// </summary>
    public static void UseProxyWatch(this WebApplication app)
    {
        var proxy = app.Services.GetRequiredService<ProxyReady>();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (!proxy.IsReady)
            {
                app.Services.GetRequiredService<ILogger<ProxyReady>>().NoProxyIsKnown();
            }
        });
        app.Use(next => context =>
        {
            proxy.Watch(context);
            return next(context);
        });
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
