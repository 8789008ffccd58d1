using SecurityPortal.Shell;

namespace SecurityPortal.Methods.LoginRequests;

internal sealed class LoginRequestsModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<Approvers>();
        services.AddSingleton<LoginRequestDesk>();
        services.AddSingleton<LoginRequestAnswers>();
        services.AddSingleton(new PageExtra(typeof(LoginRequestPrompt)));
        services.AddTwoFactorMethod<LoginRequestsMethod, LoginRequestsTokenProvider>(LoginRequestsMethod.Id);
    }
}
