using SecurityPortal.Accounts.Status;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.Web;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Recovery;

internal static class RecoveryServices
{
    public static void AddRecovery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<RecoveryOptions>("Recovery").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RecoveryOptions>, RecoveryOptionsValidator>();
        services.AddSingleton<RecoveryStart>();
        services.AddRestoreStep("recoveries in progress", (db, now, cancellationToken) => db.Set<RecoveryRequest>()
            .Where(request => request.State == RecoveryState.Waiting || request.State == RecoveryState.LinkSent)
            .ExecuteUpdateAsync(
                set => set.SetProperty(request => request.State, RecoveryState.Stopped).SetProperty(request => request.EndedAt, now),
                cancellationToken));
        services.AddSingleton<SelfServiceRecovery>();
        services.AddSingleton<RecoveryChannels>();
        services.AddSingleton<RecoveryProofs>();
        services.AddSingleton<ProofCodes>();
        services.AddSingleton<ProofNotifications>();
        services.AddSingleton<MethodsTakenOff>();
        services.AddSingleton<GivenProofs>();
        services.AddSingleton<TwoProofRecovery>();
        services.AddSingleton<RecoveryLinks>();
        services.AddSingleton<OpenRecoveries>();
        services.AddSingleton(new PageExtra(typeof(RecoveryAlarm)));
        services.AddSingleton<RecoveryMail>();
        services.AddSingleton<DueRecoveries>();
        services.AddHostedService<TimedWorker<DueRecoveries>>();
        services.AddSingleton<RecoveryCancellation>();
        services.AddSingleton<INotificationDisavowedHandler>(provider => provider.GetRequiredService<RecoveryCancellation>());
        services.AddSingleton<ISessionStartedHandler>(provider => provider.GetRequiredService<RecoveryCancellation>());
        services.AddSingleton<IMethodsChangedHandler>(provider => provider.GetRequiredService<RecoveryCancellation>());
        services.AddSingleton<IAccountDisabledHandler>(provider => provider.GetRequiredService<RecoveryCancellation>());
    }
}
