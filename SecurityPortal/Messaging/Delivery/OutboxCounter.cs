using System.Diagnostics.Metrics;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>Metrics for the operator: how messages end, how many are due, and for how long (in seconds).</summary>
internal sealed class OutboxCounter
{
    private readonly IDbContextFactory<PortalDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _messages;
    private readonly Gauge<long> _depth;
    private readonly Gauge<double> _age;

    public OutboxCounter(IMeterFactory meters, IDbContextFactory<PortalDbContext> factory, TimeProvider clock)
    {
        (_factory, _clock) = (factory, clock);
        var meter = meters.Create("SecurityPortal");
        _messages = meter.CreateCounter<long>("security_portal.messages", "{message}", "Messages that left the outbox, by channel and state.");
        _depth = meter.CreateGauge<long>("security_portal.outbox.depth", "{message}", "Messages that are due and not handed over.");
        _age = meter.CreateGauge<double>("security_portal.outbox.age", "s", "How long the oldest of them has been due.");
    }

    public void Ended(DeliveryChannel channel, DeliveryState state) =>
        _messages.Add(1, new("channel", channel.ToString()), new("state", state.ToString()));

    /// <summary>Measures how many messages are due. All nodes on one database measure the same.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (!_depth.Enabled)
        {
            return;
        }

        await using var db = await _factory.CreateDbContextAsync(cancellationToken);
        var now = _clock.GetUtcNow();
        var due = db.Set<OutboxMessage>().Where(row => row.State < DeliveryState.Accepted && row.NextAt <= now && row.OnlyBy == null);
        _depth.Record(await due.LongCountAsync(cancellationToken));
        var oldest = await due.MinAsync(row => (DateTimeOffset?)row.NextAt, cancellationToken);
        _age.Record(oldest is null ? 0 : (now - oldest.Value).TotalSeconds);
    }
}
