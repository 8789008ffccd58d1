namespace SecurityPortal.Messaging.Delivery;

/// <summary>All registered channels.</summary>
internal sealed class DeliveryChannels(IEnumerable<ChannelDescriptor> channels, IServiceProvider services)
{
    public IReadOnlyList<ChannelDescriptor> All { get; } = [.. channels];

    public IEnumerable<OutboxPartition> Partitions => All.Select(one => one.Partition).Distinct();

    public ChannelDescriptor Of(DeliveryChannel channel) => All.Single(one => one.Channel == channel);

    /// <inheritdoc cref="ChannelDescriptor.CodesPerDay"/>
    public int? CodesPerDay(DeliveryChannel channel) => Of(channel).CodesPerDay?.Invoke(services);
}
