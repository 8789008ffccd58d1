namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>
/// What a provider told of one message, kept until it is too old to be repeated. It holds no number and no text.
/// </summary>
internal sealed class ProviderCallback
{
    /// <summary>Provider, its id for the message, and the status: the same word comes once, however often it is said.</summary>
    public required string Key { get; init; }

    /// <summary>The outbox job that the provider was given; null when it did not give it back.</summary>
    public Guid? JobId { get; init; }

    public required string ProviderId { get; init; }

    /// <summary><see cref="DeliveryState.Accepted"/>, <see cref="DeliveryState.Delivered"/> or <see cref="DeliveryState.Failed"/>.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>Why it failed, in the provider's terms.</summary>
    public string? Error { get; init; }

    public DeliveryFault? Fault { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was applied to its message, or given up.</summary>
    public DateTimeOffset? WorkedAt { get; set; }
}
