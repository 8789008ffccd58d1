namespace SecurityPortal.Messaging.Delivery;

/// <summary>The provider that configuration chose for each channel.</summary>
internal sealed class MessageProviders(IEnumerable<IMessageProvider> providers, ChosenProviders chosen)
{
    /// <inheritdoc cref="ChosenProviders.Carries"/>
    public bool Carries(DeliveryChannel channel) => chosen.Carries(channel);

    public IMessageProvider For(DeliveryChannel channel) =>
        providers.First(provider => provider.Serves(channel) && chosen.IsChosen(provider.Name, channel));
}
