using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.Platform.RateLimiting;

internal static class RateLimitServices
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddExpiredRows<RateLimit>(limit => limit.ExpiresAt, keptFor: TimeSpan.Zero);
        builder.Services.AddSingleton<RateLimits>();
    }
}
