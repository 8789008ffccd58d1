namespace SecurityPortal.Methods.AuthenticatorApp;

internal sealed class AuthenticatorAppModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddOptions<AuthenticatorAppOptions>().BindConfiguration("Methods:AuthenticatorApp")
            .Validate(options => options.MaxPerPerson is > 0 and <= 100, "Methods:AuthenticatorApp:MaxPerPerson must be from 1 to 100.")
            .ValidateOnStart();
        services.AddSingleton<AppStore>();
        services.AddTwoFactorMethod<AuthenticatorAppMethod, AuthenticatorAppTokenProvider>(AuthenticatorAppMethod.Id);
    }
}
