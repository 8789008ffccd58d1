namespace SecurityPortal.Messaging.Delivery;

/// <summary>The provider of each channel as configured at the start, valid or not.</summary>
internal sealed class ChosenProviders(IConfiguration configuration)
{
    public const string Section = "Delivery";

    private readonly Dictionary<string, string> _byChannel = configuration.GetSection(Section).GetChildren().ToDictionary(
        channel => channel.Key, channel => channel[nameof(ChannelOptions.Provider)] ?? "", StringComparer.OrdinalIgnoreCase);

    public string For(DeliveryChannel channel) => _byChannel.GetValueOrDefault(channel.Id, "");

    /// <summary>Whether this provider carries the channel.</summary>
    public bool IsChosen(string provider, DeliveryChannel channel) =>
        string.Equals(For(channel), provider, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether messages go out by the channel at all: the operator can do without all but mails.</summary>
    public bool Carries(DeliveryChannel channel) => !IsChosen(NoProvider.ProviderName, channel);

    /// <summary>Whether this provider carries anything.</summary>
    public bool IsChosen(string provider) => _byChannel.Values.Contains(provider, StringComparer.OrdinalIgnoreCase);
}
