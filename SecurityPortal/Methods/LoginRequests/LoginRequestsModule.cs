using SecurityPortal.Cleanup;
using SecurityPortal.Shell;

namespace SecurityPortal.Methods.LoginRequests;

internal sealed class LoginRequestsModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddExpiredRows<LoginRequest>(request => request.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        services.AddSingleton<Approvers>();
        services.AddSingleton<LoginRequestDesk>();
        services.AddSingleton<LoginRequestAnswers>();
        services.AddSingleton(new PageExtra(typeof(LoginRequestPrompt)));
        services.AddTwoFactorMethod<LoginRequestsMethod, LoginRequestsTokenProvider>(LoginRequestsMethod.Id);
    }
}
