using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Wraps the Development provider and passes each accepted message to the test that waits for it.</summary>
internal sealed class Postman(DevelopmentProvider provider) : IMessageProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(DeliveryChannel, string), Channel<string>> _boxes = new();

    public string Name => provider.Name;

    public bool Serves(DeliveryChannel channel) => provider.Serves(channel);

    /// <summary>The faults with which a channel's messages fail.</summary>
    public ConcurrentDictionary<DeliveryChannel, DeliveryFault> Failing { get; } = new();

    public async Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (Failing.TryGetValue(message.Channel, out var fault))
        {
            return new SendResult.Refused("the test says so", fault);
        }

        var result = await provider.SendAsync(jobId, message, cancellationToken);
        Box(message.Channel, message.To).Writer.TryWrite(message.Text);
        return result;
    }

    public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
        provider.LookUpAsync(jobId, message, cancellationToken);

    /// <summary>Returns the text of the oldest unread message; waits for one.</summary>
    public async Task<string> NextAsync(DeliveryChannel channel, string to)
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await Box(channel, to).Reader.ReadAsync(timeout.Token);
    }

    /// <summary>Returns the six digits of the oldest unread message; waits for one.</summary>
    public async Task<string> NextCodeAsync(DeliveryChannel channel, string to) =>
        Regex.Match(await NextAsync(channel, to), @"\d{6}").Value;

    /// <summary>Returns whether there is a message that no test has read.</summary>
    public bool HasMore(DeliveryChannel channel, string to) => Box(channel, to).Reader.TryPeek(out _);

    private Channel<string> Box(DeliveryChannel channel, string to) =>
        _boxes.GetOrAdd((channel, to), _ => Channel.CreateUnbounded<string>());
}
