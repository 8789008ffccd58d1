using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A provider that answers as a test says, and records what it was given.</summary>
internal sealed class ScriptedProvider : IMessageProvider
{
    public string Name => "Development";

    /// <summary>How it answers when it is given a message.</summary>
    public Func<Guid, SendResult> Answer { get; set; } = id => new SendResult.Delivered($"{id}");

    /// <summary>How it answers when it is asked about one.</summary>
    public Func<Guid, SendResult?> Knows { get; set; } = _ => null;

    public bool CanLookUp { get; set; } = true;

    public ConcurrentQueue<(Guid Id, OutgoingMessage Message)> Sent { get; } = new();

    public ConcurrentQueue<Guid> LookedUp { get; } = new();

    public bool Serves(DeliveryChannel channel) => true;

    public Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        Sent.Enqueue((jobId, message));
        return Task.FromResult(Answer(jobId));
    }

    public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        LookedUp.Enqueue(jobId);
        return Task.FromResult(Knows(jobId));
    }

    /// <summary>Replaces all other providers with this one.</summary>
    public void Use(IServiceCollection services)
    {
        services.RemoveAll<IMessageProvider>();
        services.AddSingleton<IMessageProvider>(this);
    }
}
