using System.Linq.Expressions;

namespace SecurityPortal.Platform.BackgroundJobs.Cleanup;

internal static class CleanupServices
{
    public static void AddCleanup(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Cleaner>();
        builder.Services.AddHostedService<TimedWorker<Cleaner>>();
    }

    /// <summary>Registers rows to be deleted some time after their end.</summary>
    /// <inheritdoc cref="ExpiredRows{TRow}" path="/param"/>
    public static void AddExpiredRows<TRow>(
        this IServiceCollection services, Expression<Func<TRow, DateTimeOffset?>> end, TimeSpan keptFor)
        where TRow : class =>
        services.AddSingleton<IExpiredRows>(new ExpiredRows<TRow>(end, keptFor));
}
