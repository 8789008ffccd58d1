using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Delivery.Http;

namespace SecurityPortal.Delivery.WhatsAppCloud;

internal static class WhatsAppCloudServices
{
    public static void AddWhatsAppCloud(this IServiceCollection services)
    {
        services.AddSettings<WhatsAppCloudOptions>("Delivery:WhatsAppCloud").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WhatsAppCloudOptions>, WhatsAppCloudOptionsValidator>();
        services.AddProviderClient<WhatsAppCloudClient>();
        services.AddSingleton<IMessageProvider, WhatsAppCloudProvider>();
    }
}
