using System.Threading.Channels;

namespace SecurityPortal.Platform.Signals;

/// <summary>
/// Signals between the pages and workers of all nodes: immediate on this node, and through PostgreSQL to the others
/// (<see cref="SignalRelay"/>).
/// </summary>
internal sealed class PostgreSqlSignals : ISignals
{
    // More than this wait only while the database is unavailable; listeners poll as well.
    private const int Waiting = 10_000;

    private readonly InProcessSignals _here = new();
    private readonly Channel<string> _outgoing = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The signals that have not been sent to the other nodes yet.</summary>
    public ChannelReader<string> Outgoing => _outgoing.Reader;

    public void Publish(string topic)
    {
        _here.Publish(topic);
        _outgoing.Writer.TryWrite(topic);
    }

    public IDisposable Subscribe(string topic, Action onChange) => _here.Subscribe(topic, onChange);

    /// <summary>Notifies this node's listeners of what another node published.</summary>
    public void Receive(string topic) => _here.Publish(topic);

    /// <summary>Notifies all of this node's listeners, because signals from other nodes may have been missed.</summary>
    public void ReceiveAll() => _here.PublishAll();
}
