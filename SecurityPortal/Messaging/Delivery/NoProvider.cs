namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// What stands for a channel that the operator does without (<c>Delivery:Sms:Provider=None</c>). Methods that need it are not
/// offered; what still waits for it, or comes all the same, is refused at once. Mails cannot be done without: by them people
/// learn what happens to their account, and get back in.
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
