using Microsoft.Extensions.Options;
using SecurityPortal.Delivery.Http;

namespace SecurityPortal.Delivery.Twilio;

internal static class TwilioServices
{
    public static void AddTwilio(this IServiceCollection services)
    {
        services.AddOptions<TwilioOptions>().BindConfiguration("Delivery:Twilio").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>();
        services.AddProviderClient<TwilioClient>();
        services.AddSingleton<IMessageProvider, TwilioProvider>();
    }
}
