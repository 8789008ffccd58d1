using Microsoft.Extensions.Options;
using SecurityPortal.Accounts;
using SecurityPortal.Methods;
using SecurityPortal.Notices;
using SecurityPortal.Sessions;
using SecurityPortal.Timers;

namespace SecurityPortal.Recovery;

internal static class RecoveryServices
{
    public static void AddRecovery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RecoveryOptions>().BindConfiguration("Recovery").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RecoveryOptions>, RecoveryOptionsValidator>();
        services.AddSingleton<OwnRecovery>();
        services.AddSingleton<RecoveryMail>();
        services.AddSingleton<DueRecoveries>();
        services.AddHostedService<TimedWorker<DueRecoveries>>();
        services.AddSingleton<RecoveryStops>();
        services.AddSingleton<INoticeAnswers>(provider => provider.GetRequiredService<RecoveryStops>());
        services.AddSingleton<ISessionWatcher>(provider => provider.GetRequiredService<RecoveryStops>());
        services.AddSingleton<IMethodsWatcher>(provider => provider.GetRequiredService<RecoveryStops>());
        services.AddSingleton<IAccountDisabledHandler>(provider => provider.GetRequiredService<RecoveryStops>());
    }
}
