namespace SecurityPortal.Platform.Signals;

/// <summary>The topics that signals are sent on.</summary>
internal static class SignalTopics
{
    /// <summary>The person's methods, sessions or devices changed.</summary>
    public static string Person(string userId) => $"person:{userId}";

    /// <summary>There is a message to send.</summary>
    public const string Outbox = "outbox";

    /// <summary>A provider reported something about a message.</summary>
    public const string Callbacks = "callbacks";

    /// <summary>The state of a message that a page is showing changed.</summary>
    public static string Message(string reference) => $"message:{reference}";
}
