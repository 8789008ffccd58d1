using Microsoft.Extensions.Options;
using SecurityPortal.Messaging.Delivery.Http;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

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
