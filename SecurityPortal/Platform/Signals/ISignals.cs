namespace SecurityPortal.Platform.Signals;

/// <summary>
/// Tells listeners that something about a topic changed. A signal carries no data and may be lost: the listener reads the state
/// again, and polls as well.
/// </summary>
internal interface ISignals
{
    void Publish(string topic);

    /// <summary>Calls <paramref name="onChange"/> on each signal until the result is disposed.</summary>
    IDisposable Subscribe(string topic, Action onChange);
}
