using SecurityPortal.Messaging.Delivery.Http;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.Messaging.Delivery.Twilio;

internal static class TwilioServices
{
    public static void AddTwilio(this IServiceCollection services)
    {
        services.AddSettings<TwilioOptions>("Delivery:Twilio").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>();
        services.AddProviderClient<TwilioClient>();
        services.AddSingleton<IMessageProvider, TwilioProvider>();
        services.AddSingleton<TwilioTemplateCheck>();
        services.AddHostedService<TimedWorker<TwilioTemplateCheck>>();
    }
}
