using Microsoft.Extensions.Options;
using SecurityPortal.Messaging.Delivery.Development;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>Every channel needs a provider that exists, told at start and all at once.</summary>
internal sealed class DeliveryOptionsValidator(IEnumerable<IMessageProvider> providers) : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        List<string> faults = [];
        foreach (var channel in Enum.GetValues<DeliveryChannel>())
        {
            var chosen = options.ProviderFor(channel);
            var known = providers.Where(provider => provider.Serves(channel)).Select(provider => provider.Name).ToList();
            if (!known.Contains(chosen, StringComparer.OrdinalIgnoreCase))
            {
                var why = options.IsChosen(DevelopmentProvider.ProviderName, channel) ? ", which exists in Development only" : "";
                faults.Add($"Delivery:{channel}:Provider is '{chosen}'{why}. Choose one of: {string.Join(", ", known)}.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
