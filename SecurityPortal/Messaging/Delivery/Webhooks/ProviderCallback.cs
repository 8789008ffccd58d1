namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>
/// What a provider reported about a message, kept until the provider no longer repeats it. Contains no number and no text.
/// </summary>
internal sealed class ProviderCallback
{
    /// <summary>Provider, its id for the message, and the status, so that a repeated report is stored only once.</summary>
    public required string Key { get; init; }

    /// <summary>The outbox job that the provider was given; null if it did not return it.</summary>
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
