using SecurityPortal.Messaging.Delivery.Development;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>Checks at start that each channel has a known provider and, except in Development, a daily limit on codes.</summary>
internal sealed class ChannelOptionsValidator(
    IEnumerable<IMessageProvider> providers, DeliveryChannels channels, IHostEnvironment environment)
    : IValidateOptions<ChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, ChannelOptions options)
    {
        if (channels.All.FirstOrDefault(one => one.Channel.Id == name) is not { Channel: var channel } descriptor)
        {
            return ValidateOptionsResult.Skip;
        }

        var known = providers.Where(provider => provider.Serves(channel)).Select(provider => provider.Name).ToList();
        if (!known.Contains(options.Provider, StringComparer.OrdinalIgnoreCase))
        {
            var isDevelopment = string.Equals(options.Provider, DevelopmentProvider.ProviderName, StringComparison.OrdinalIgnoreCase);
            var why = isDevelopment ? ", which exists in Development only" : "";
            return ValidateOptionsResult.Fail(
                $"Delivery:{channel}:Provider is '{options.Provider}'{why}. Choose one of: {string.Join(", ", known)}.");
        }

        return descriptor.CodesPerDay is null || environment.IsDevelopment() || HasLimit(channel)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Delivery:{channel} has no daily limit on codes.");
    }

    private bool HasLimit(DeliveryChannel channel)
    {
        try
        {
            return channels.CodesPerDay(channel) > 0;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            // The validator of the section with the limit reports the fault, and the portal does not start.
            return true;
        }
    }
}
