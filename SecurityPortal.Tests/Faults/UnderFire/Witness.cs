using System.Collections.Concurrent;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;

namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>Wraps the Development provider and passes people their codes.</summary>
internal sealed class Witness(DevelopmentProvider provider, Trigger trigger) : IMessageProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<string>> _codes = new();

    public const string ProviderName = "Witness";

    public string Name => ProviderName;

    public bool Serves(DeliveryChannel channel) => provider.Serves(channel);

    public async Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        trigger.Point("outbox claimed");
        var result = await provider.SendAsync(jobId, message, cancellationToken);
        trigger.Point("provider accepted");
        Code(jobId).TrySetResult(message.Code ?? "");
        return result;
    }

    public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
        provider.LookUpAsync(jobId, message, cancellationToken);

    /// <summary>Returns the code in the message of this job, waiting for it if necessary.</summary>
    public Task<string> CodeOfAsync(Guid jobId) => Code(jobId).Task.WaitAsync(Patience);

    private TaskCompletionSource<string> Code(Guid jobId) =>
        _codes.GetOrAdd(jobId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
