using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Configuration;

namespace SecurityPortal.Tests.Messaging.Delivery.Voice;

/// <summary>A fourth channel, added as any developer would: a call that reads a text aloud.</summary>
internal static class VoiceChannel
{
    public static readonly DeliveryChannel Channel = new("Voice");

    // A call takes longer to set up than a text, and fewer run concurrently.
    private static readonly OutboxPartition Calls = new(
        Timeout: TimeSpan.FromSeconds(20), Lease: TimeSpan.FromSeconds(30), Slots: 2, FirstDelay: TimeSpan.FromSeconds(1), MaxChecks: 2);

    public static void AddVoice(this IServiceCollection services)
    {
        services.AddSettings<VoiceOptions>("Delivery:Voice");
        services.AddDeliveryChannel(new(
            Channel, Calls, provider => provider.GetRequiredService<IOptionsMonitor<VoiceOptions>>().CurrentValue.CallsPerDay));
        services.AddSingleton<Switchboard>();
        services.AddSingleton<IMessageProvider>(provider => provider.GetRequiredService<Switchboard>());
    }
}
