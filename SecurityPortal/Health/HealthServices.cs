using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace SecurityPortal.Health;

/// <summary>
/// What a proxy or an orchestrator asks: whether the process runs (<c>/health/live</c>), and whether it can serve
/// (<c>/health/ready</c>). 200 or 503 and one word, for whoever asks is a stranger (ASVS 13.4.5).
/// </summary>
internal static class HealthServices
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<DatabaseReady>("database");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
