namespace SecurityPortal.Platform.Signals;

/// <summary>
/// Tells whoever listens that something about a topic changed. A signal carries no data and may be lost: the listener reads
/// the state again, and polls as well.
/// </summary>
internal interface ISignals
{
    void Publish(string topic);

    /// <summary>Calls <paramref name="onChange"/> at each signal until the result is disposed.</summary>
    IDisposable Subscribe(string topic, Action onChange);
}

/// <summary>The topics that signals are sent on.</summary>
internal static class SignalTopics
{
    /// <summary>The person's methods, sessions or devices changed.</summary>
    public static string Person(string userId) => $"person:{userId}";

    /// <summary>There is a message to send.</summary>
    public const string Outbox = "outbox";

    /// <summary>A provider told something about a message.</summary>
    public const string Callbacks = "callbacks";

    /// <summary>The state of a message that a page is showing changed.</summary>
    public static string Message(string reference) => $"message:{reference}";
}
