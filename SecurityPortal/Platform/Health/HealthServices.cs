using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace SecurityPortal.Platform.Health;

/// <summary>
/// What a proxy or an orchestrator asks: whether the process runs (<c>/health/live</c>), and whether it can serve
/// (<c>/health/ready</c>). 200 or 503 and one word, for the person who asks is a stranger (ASVS 13.4.5).
/// </summary>
internal static class HealthServices
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatabaseReady>();
        builder.Services.AddSingleton<ProxyReady>();

        // One line and more for each probe of a node that is not ready; what it is, is told once.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddHealthChecks().AddCheck<DatabaseReady>("database").AddCheck<ProxyReady>("proxy");
    }

    /// <summary>Goes behind what reads a proxy's headers: whatever that did not believe is told to the operator.</summary>
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
