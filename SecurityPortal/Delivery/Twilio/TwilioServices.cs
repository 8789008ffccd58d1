using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Delivery.Http;

namespace SecurityPortal.Delivery.Twilio;

internal static class TwilioServices
{
    public static void AddTwilio(this IServiceCollection services)
    {
        services.AddSettings<TwilioOptions>("Delivery:Twilio").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>();
        services.AddProviderClient<TwilioClient>();
        services.AddSingleton<IMessageProvider, TwilioProvider>();
    }
}
