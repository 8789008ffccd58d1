namespace SecurityPortal.Methods.AuthenticatorApp;

internal sealed class AuthenticatorAppModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<AppStore>();
        services.AddTwoFactorMethod<AuthenticatorAppMethod, AuthenticatorAppTokenProvider>(AuthenticatorAppMethod.Id);
    }
}
