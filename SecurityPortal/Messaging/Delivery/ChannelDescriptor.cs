namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// Describes a delivery channel. <see cref="DeliveryServices.AddDeliveryChannel"/> registers one per channel; there is no
/// other list of channels.
/// </summary>
/// <param name="Partition">The lane of the outbox that its messages are sent in.</param>
/// <param name="CodesPerDay">
/// Returns how many codes the channel may carry per day in total; a null result means no limit, which only Development
/// accepts. Null for a channel that carries no codes to phone numbers.
/// </param>
internal sealed record ChannelDescriptor(
    DeliveryChannel Channel, OutboxPartition Partition, Func<IServiceProvider, int?>? CodesPerDay)
{
    /// <summary>Whether the channel must have a provider.</summary>
    public bool IsNeeded { get; init; }
}
