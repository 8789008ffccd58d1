namespace SecurityPortal.Tests.Messaging.Delivery.Voice;

/// <summary>The settings of configuration section <c>Delivery:Voice</c> other than its provider.</summary>
internal sealed class VoiceOptions
{
    /// <summary>The maximum number of calls per day, to everybody together.</summary>
    public int? CallsPerDay { get; set; }
}
