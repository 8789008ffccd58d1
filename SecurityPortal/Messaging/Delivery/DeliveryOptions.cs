namespace SecurityPortal.Messaging.Delivery;

/// <summary>Configuration section <c>Delivery</c>: who carries the messages of each channel.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>Text messages.</summary>
    public ChannelOptions Sms { get; set; } = new();

    /// <summary>WhatsApp messages.</summary>
    public ChannelOptions WhatsApp { get; set; } = new();

    /// <summary>Email.</summary>
    public ChannelOptions Email { get; set; } = new();

    /// <summary>As configured, whether or not that is right: for the checks of other sections at start.</summary>
    public static DeliveryOptions Of(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<DeliveryOptions>() ?? new();

    public string ProviderFor(DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Sms => Sms.Provider,
        DeliveryChannel.WhatsApp => WhatsApp.Provider,
        DeliveryChannel.Email => Email.Provider,
    };

    /// <summary>Whether this provider carries the channel.</summary>
    public bool IsChosen(string provider, DeliveryChannel channel) =>
        string.Equals(ProviderFor(channel), provider, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether messages go out by the channel at all: the operator can do without all but mails.</summary>
    public bool Carries(DeliveryChannel channel) => !IsChosen(NoProvider.ProviderName, channel);

    /// <summary>Whether this provider carries anything.</summary>
    public bool IsChosen(string provider) =>
        Enum.GetValues<DeliveryChannel>().Any(channel => IsChosen(provider, channel));
}
