namespace SecurityPortal.TwoFactor.Sms;

internal sealed class SmsModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddTwoFactorMethod<SmsMethod, SmsTokenProvider>(SmsMethod.Id);
        services.AddSingleton<CountryNames>();
        services.AddSingleton<SmsText>();
    }
}
