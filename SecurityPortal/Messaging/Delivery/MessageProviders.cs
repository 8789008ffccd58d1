using Microsoft.Extensions.Options;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>The provider that configuration chose for each channel.</summary>
internal sealed class MessageProviders(IEnumerable<IMessageProvider> providers, IOptions<DeliveryOptions> options)
{
    /// <inheritdoc cref="DeliveryOptions.Carries"/>
    public bool Carries(DeliveryChannel channel) => options.Value.Carries(channel);

    public IMessageProvider For(DeliveryChannel channel)
    {
        var name = options.Value.ProviderFor(channel);
        return providers.First(provider =>
            provider.Serves(channel) && string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
