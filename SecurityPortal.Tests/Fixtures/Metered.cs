using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The metrics of one portal, as an operator's collector would get them.</summary>
internal sealed class Metered : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, string Tags, double Value)> _measured = new();

    public Metered(Portal portal)
    {
        var own = portal.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Portals of other tests record metrics in the same process.
            if (instrument.Meter.Name == "SecurityPortal" && instrument.Meter.Scope == own)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Returns all values of a metric so far, oldest first, as "tag=value tag=value: number".</summary>
    public string[] Of(string name) =>
        [.. _measured.Where(one => one.Name == name).Select(one => FormattableString.Invariant($"{one.Tags}: {one.Value}"))];

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")), value));
}
