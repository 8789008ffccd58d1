namespace SecurityPortal.Tests.Messaging.Delivery.Voice;

/// <summary>Configuration section <c>Delivery:Voice</c>, beside its provider.</summary>
internal sealed class VoiceOptions
{
    /// <summary>Calls in a day, to everybody together.</summary>
    public int? CallsPerDay { get; set; }
}
