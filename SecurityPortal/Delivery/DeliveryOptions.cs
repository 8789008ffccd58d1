namespace SecurityPortal.Delivery;

/// <summary>Configuration section <c>Delivery</c>: who carries the messages of each channel.</summary>
internal sealed class DeliveryOptions
{
    public ChannelOptions Sms { get; set; } = new();

    public ChannelOptions WhatsApp { get; set; } = new();

    public ChannelOptions Email { get; set; } = new();

    public string ProviderFor(DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Sms => Sms.Provider,
        DeliveryChannel.WhatsApp => WhatsApp.Provider,
        DeliveryChannel.Email => Email.Provider,
    };
}

internal sealed class ChannelOptions
{
    public string Provider { get; set; } = "";
}
