using System.Collections.Concurrent;
using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.Tests.Messaging.Delivery.Voice;

/// <summary>A provider of voice calls that records what each number heard.</summary>
internal sealed class Switchboard : IMessageProvider
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _heard = new();

    public string Name => nameof(Switchboard);

    public bool Serves(DeliveryChannel channel) => channel == VoiceChannel.Channel;

    /// <summary>What this number heard, oldest first.</summary>
    public IReadOnlyCollection<string> HeardBy(string number) => _heard.GetValueOrDefault(number) ?? [];

    public Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        _heard.GetOrAdd(message.To, _ => new()).Enqueue(message.Text);
        return Task.FromResult<SendResult>(new SendResult.Delivered($"{jobId:N}"));
    }

    public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult?>(null);
}
