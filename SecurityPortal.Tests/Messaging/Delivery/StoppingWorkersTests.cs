using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Testing;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery;

/// <summary>The process is asked to stop while a message is being handed over.</summary>
public sealed class StoppingWorkersTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HeldProvider _provider = new();
    private readonly Portal _portal;

    public StoppingWorkersTests() => _portal = new() { WithServices = _provider.Use };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_message_that_is_being_handed_over_is_sent_before_the_process_ends()
    {
        var job = await _portal.PostAsync(Posting.Mail("alice@example.com"));
        using var worker = new OutboxWorker(
            _portal.Get<OutboxQueue>(), _portal.Get<OutboxSender>(), _portal.Get<DeliveryChannels>(),
            _portal.Get<ISignals>(), new FakeLogger<OutboxWorker>());
        await worker.StartAsync(CancellationToken.None);
        await _provider.Begun.WaitAsync(Patience);

        var stopping = worker.StopAsync(CancellationToken.None);
        _provider.Finish();
        await stopping.WaitAsync(Patience);

        Assert.Equal(DeliveryState.Delivered, (await _portal.JobAsync(job)).State);
    }

    /// <summary>A provider that takes a message once the test says so.</summary>
    private sealed class HeldProvider : IMessageProvider
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "Development";

        public Task Begun => _begun.Task;

        public bool Serves(DeliveryChannel channel) => true;

        public void Finish() => _finished.SetResult();

        public async Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            await _finished.Task.WaitAsync(cancellationToken);
            return new SendResult.Delivered($"{jobId:N}");
        }

        public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
            Task.FromResult<SendResult?>(null);

        public void Use(IServiceCollection services)
        {
            services.RemoveAll<IMessageProvider>();
            services.AddSingleton<IMessageProvider>(this);
        }
    }
}
