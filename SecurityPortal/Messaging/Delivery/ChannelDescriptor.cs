namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// What the portal has to know of a channel; <see cref="DeliveryServices.AddDeliveryChannel"/> takes one for each, and nothing
/// else lists them.
/// </summary>
/// <param name="Partition">What its messages are sent beside, and how patiently.</param>
/// <param name="CodesPerDay">
/// How many codes may go by it in a day, to everybody together: a null result is no limit, which the portal accepts in
/// Development only. Null for a channel by which no codes go to numbers.
/// </param>
internal sealed record ChannelDescriptor(
    DeliveryChannel Channel, OutboxPartition Partition, Func<IServiceProvider, int?>? CodesPerDay)
{
    /// <summary>Whether the operator cannot do without it.</summary>
    public bool IsNeeded { get; init; }
}
