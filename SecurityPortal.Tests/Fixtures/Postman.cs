using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Stands around the Development provider and hands each message that it took to the test that waits for it.</summary>
internal sealed class Postman(DevelopmentProvider provider) : IMessageProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(DeliveryChannel, string), Channel<string>> _boxes = new();

    public string Name => provider.Name;

    public bool Serves(DeliveryChannel channel) => provider.Serves(channel);

    /// <summary>Why messages of a channel do not arrive.</summary>
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

    /// <summary>The text of the next message, oldest first; waits for it.</summary>
    public async Task<string> NextAsync(DeliveryChannel channel, string to)
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await Box(channel, to).Reader.ReadAsync(timeout.Token);
    }

    /// <summary>The six digits of the next message; waits for it.</summary>
    public async Task<string> NextCodeAsync(DeliveryChannel channel, string to) =>
        Regex.Match(await NextAsync(channel, to), @"\d{6}").Value;

    /// <summary>Whether a message is there that no test has taken.</summary>
    public bool HasMore(DeliveryChannel channel, string to) => Box(channel, to).Reader.TryPeek(out _);

    private Channel<string> Box(DeliveryChannel channel, string to) =>
        _boxes.GetOrAdd((channel, to), _ => Channel.CreateUnbounded<string>());
}
