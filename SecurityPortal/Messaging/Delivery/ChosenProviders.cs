namespace SecurityPortal.Messaging.Delivery;

/// <summary>The provider configured for each channel at start, whether valid or not.</summary>
internal sealed class ChosenProviders(IConfiguration configuration)
{
    public const string Section = "Delivery";

    private readonly Dictionary<string, string> _byChannel = configuration.GetSection(Section).GetChildren().ToDictionary(
        channel => channel.Key, channel => channel[nameof(ChannelOptions.Provider)] ?? "", StringComparer.OrdinalIgnoreCase);

    public string For(DeliveryChannel channel) => _byChannel.GetValueOrDefault(channel.Id, "");

    /// <summary>Whether this provider carries the channel.</summary>
    public bool IsChosen(string provider, DeliveryChannel channel) =>
        string.Equals(For(channel), provider, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the portal sends messages by this channel at all. Only email is mandatory.</summary>
    public bool Carries(DeliveryChannel channel) => !IsChosen(NoProvider.ProviderName, channel);

    /// <summary>Whether this provider carries any channel.</summary>
    public bool IsChosen(string provider) => _byChannel.Values.Contains(provider, StringComparer.OrdinalIgnoreCase);
}
