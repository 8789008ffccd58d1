using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.Authentication.Flows;

internal static class AuthenticationFlowServices
{
    public static void AddAuthenticationFlows(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<AuthenticationFlowOptions>("Flows")
            .Validate(options => options.Lifetime > TimeSpan.Zero && options.Lifetime <= TimeSpan.FromMinutes(10),
                "Flows:Lifetime must be above zero and at most 00:10:00.")
            .Validate(options => options.MaxAttempts is > 0 and <= 100, "Flows:MaxAttempts must be from 1 to 100.")
            .ValidateOnStart();
        builder.Services.AddExpiredRows<AuthenticationFlow>(flow => flow.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        builder.Services.AddExpiredRows<AttemptCounter>(counter => counter.LastAttemptAt, keptFor: AttemptLimiter.Forgotten);
        builder.Services.AddRestoreStep("sign-ins under way", (db, now, cancellationToken) => db.Set<AuthenticationFlow>()
            .Where(flow => flow.ConsumedAt == null && flow.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(flow => flow.ConsumedAt, now), cancellationToken));
        builder.Services.AddSingleton<AuthenticationFlowStore>();
        builder.Services.AddSingleton<AttemptLimiter>();
        builder.Services.AddSingleton<SecondFactorLockout>();
    }
}
