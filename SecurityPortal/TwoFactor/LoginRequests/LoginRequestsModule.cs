using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.TwoFactor.LoginRequests;

internal sealed class LoginRequestsModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddExpiredRows<LoginRequest>(request => request.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        services.AddRestoreStep("login requests", (db, now, cancellationToken) => db.Set<LoginRequest>()
            .Where(request => request.ExpiresAt > now
                && (request.State == LoginRequestState.Pending || request.State == LoginRequestState.Approved))
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.State, LoginRequestState.Cancelled), cancellationToken));
        services.AddSingleton<Approvers>();
        services.AddSingleton<LoginRequestService>();
        services.AddSingleton<LoginRequestAnswers>();
        services.AddSingleton(new PageExtra(typeof(LoginRequestPrompt)));
        services.AddTwoFactorMethod<LoginRequestsMethod, LoginRequestsTokenProvider>(LoginRequestsMethod.Id);
    }
}
