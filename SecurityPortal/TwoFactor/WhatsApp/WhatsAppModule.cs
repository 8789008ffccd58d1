namespace SecurityPortal.TwoFactor.WhatsApp;

internal sealed class WhatsAppModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddSettings<WhatsAppOptions>("Methods:WhatsApp")
            .PostConfigure<IHostEnvironment>((options, environment) =>
                options.RolloutPercentage ??= environment.IsDevelopment() ? 100 : 0)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WhatsAppOptions>, WhatsAppOptionsValidator>();
        services.AddSingleton<WhatsAppRollout>();
        services.AddSingleton<WhatsAppText>();
        services.AddTwoFactorMethod<WhatsAppMethod, WhatsAppTokenProvider>(WhatsAppMethod.Id);
    }
}
