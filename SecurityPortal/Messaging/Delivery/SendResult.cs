namespace SecurityPortal.Messaging.Delivery;

/// <summary>The result of a hand-over.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The provider has it; the rest is told later.</summary>
    public sealed record Accepted(string ProviderId) : SendResult;

    /// <summary>It has arrived.</summary>
    public sealed record Delivered(string ProviderId) : SendResult;

    /// <summary>The provider did not take it, and may do so later.</summary>
    /// <param name="After">How long the provider asked to be left alone; null when it did not say.</param>
    public sealed record TryLater(TimeSpan? After, string Reason) : SendResult;

    /// <summary>The provider did not take it, and will not until the operator has put something right.</summary>
    public sealed record Misconfigured(string Reason) : SendResult;

    /// <summary>It will never get there.</summary>
    public sealed record Refused(string Reason, DeliveryFault Fault = DeliveryFault.Unknown) : SendResult;

    /// <summary>Nobody can tell whether the provider took it: look it up before anything else.</summary>
    public sealed record Ambiguous(string Reason) : SendResult;
}
