using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.TwoFactor.OneTimeCodes;

internal static class OneTimeCodeServices
{
    public static void AddOneTimeCodes(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<OneTimeCodeOptions>("OneTimeCodes")
            .Validate(options => options.Lifetime > TimeSpan.Zero && options.Lifetime <= TimeSpan.FromMinutes(10),
                "OneTimeCodes:Lifetime must be above zero and at most 00:10:00.")
            .Validate(options => options.MaxAttempts is > 0 and <= 10, "OneTimeCodes:MaxAttempts must be from 1 to 10.")
            .Validate(options => options.ResendDelays.All(delay => delay >= TimeSpan.Zero),
                "OneTimeCodes:ResendDelays must not be negative.")
            .Validate(options => options is { MaxSendsPerHour: > 0, MaxSendsPerDay: > 0 },
                "OneTimeCodes:MaxSendsPerHour and OneTimeCodes:MaxSendsPerDay must be at least 1.")
            .ValidateOnStart();
        builder.Services.AddExpiredRows<OneTimeCode>(code => code.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        builder.Services.AddRestoreStep("codes", (db, now, cancellationToken) => db.Set<OneTimeCode>()
            .Where(code => code.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.ExpiresAt, now), cancellationToken));
        builder.Services.AddSingleton<OneTimeCodeService>();
        builder.Services.AddSingleton<CodeCounter>();
        builder.Services.AddSingleton<CodeTexts>();
    }
}
