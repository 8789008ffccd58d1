namespace SecurityPortal.Methods.WhatsApp;

internal sealed class WhatsAppModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddOptions<WhatsAppOptions>().BindConfiguration("Methods:WhatsApp")
            .PostConfigure<IHostEnvironment>((options, environment) =>
                options.RolloutPercentage ??= environment.IsDevelopment() ? 100 : 0)
            .Validate(options => options.RolloutPercentage is >= 0 and <= 100,
                "Methods:WhatsApp:RolloutPercentage must be from 0 to 100.")
            .ValidateOnStart();
        services.AddSingleton<WhatsAppRollout>();
        services.AddTwoFactorMethod<WhatsAppMethod, WhatsAppTokenProvider>(WhatsAppMethod.Id);
    }
}
