namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// Stands in for a channel that the operator has turned off (<c>Delivery:Sms:Provider=None</c>). Methods that need the
/// channel are not offered, and messages that are still queued or added later are refused immediately. Email cannot be
/// turned off: people need it to learn what happens to their account, and to get back in.
/// </summary>
internal sealed class NoProvider(DeliveryChannels channels) : IMessageProvider
{
    public const string ProviderName = "None";

    public string Name => ProviderName;

    public bool Serves(DeliveryChannel channel) => !channels.Of(channel).IsNeeded;

    public Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(Refusal(message));

    public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult?>(Refusal(message));

    private static SendResult.Refused Refusal(OutgoingMessage message) =>
        new($"Delivery:{message.Channel}:Provider is {ProviderName}", DeliveryFault.ProviderDown);
}
