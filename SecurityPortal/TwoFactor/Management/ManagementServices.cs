using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>Registers the changes to methods that are on.</summary>
internal static class ManagementServices
{
    public static void AddMethodManagement(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StepUpGuard>();
        builder.Services.AddSingleton<IReauthenticationGuard>(services => services.GetRequiredService<StepUpGuard>());
        builder.Services.AddSingleton<MethodChanges>();
        builder.Services.AddSingleton<MethodItems>();
        builder.Services.AddSingleton<MethodUndo>();
        builder.Services.AddSingleton<TwoFactorMethods>();
        builder.Services.AddSingleton<RecentChanges>();
        builder.Services.AddSingleton<LockOpeners>();
        builder.Services.AddSingleton<EveryChannelNotifier>();
        builder.Services.AddSingleton<UnservedMethods>();
        builder.Services.AddHostedService<TimedWorker<UnservedMethods>>();
    }
}
