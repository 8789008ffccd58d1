namespace SecurityPortal.Messaging.Delivery.Limits;

internal static class LimitServices
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSettings<LimitOptions>("Delivery:Limits")
            .PostConfigure<IHostEnvironment>((limits, environment) => limits.Complete(environment.IsDevelopment()))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddSingleton<SendGuard>();
        services.AddSingleton<ConversionMonitor>();
        services.AddSingleton<PrefixBlocks>();
    }
}
