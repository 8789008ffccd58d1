using SecurityPortal.Messaging.Delivery.Http;

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
