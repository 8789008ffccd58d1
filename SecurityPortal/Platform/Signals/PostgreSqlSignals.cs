using System.Threading.Channels;

namespace SecurityPortal.Platform.Signals;

/// <summary>
/// Signals between the pages and workers of all nodes: at once to this node's, and through PostgreSQL to the others'
/// (<see cref="SignalRelay"/>).
/// </summary>
internal sealed class PostgreSqlSignals : ISignals
{
    // More than these wait only while the database is away; whoever listens polls as well.
    private const int Waiting = 10_000;

    private readonly InProcessSignals _here = new();
    private readonly Channel<string> _outgoing = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The signals that the other nodes have not received yet.</summary>
    public ChannelReader<string> Outgoing => _outgoing.Reader;

    public void Publish(string topic)
    {
        _here.Publish(topic);
        _outgoing.Writer.TryWrite(topic);
    }

    public IDisposable Subscribe(string topic, Action onChange) => _here.Subscribe(topic, onChange);

    /// <summary>Tells this node's listeners what another node published.</summary>
    public void Receive(string topic) => _here.Publish(topic);

    /// <summary>Has all of this node's listeners look, because signals of other nodes may have been missed.</summary>
    public void ReceiveAll() => _here.PublishAll();
}
