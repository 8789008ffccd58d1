namespace SecurityPortal.Messaging.Delivery;

/// <summary>The result of a hand-over.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The provider accepted it and reports the rest later.</summary>
    public sealed record Accepted(string ProviderId) : SendResult;

    /// <summary>It has arrived.</summary>
    public sealed record Delivered(string ProviderId) : SendResult;

    /// <summary>The provider did not accept it, but may do so later.</summary>
    /// <param name="After">How long the provider asked us to wait; null if it did not say.</param>
    public sealed record TryLater(TimeSpan? After, string Reason) : SendResult;

    /// <summary>The provider did not accept it, and will not until the operator has corrected something.</summary>
    public sealed record Misconfigured(string Reason) : SendResult;

    /// <summary>It will never arrive.</summary>
    public sealed record Refused(string Reason, DeliveryFault Fault = DeliveryFault.Unknown) : SendResult;

    /// <summary>It is not known whether the provider accepted it: look it up before anything else.</summary>
    public sealed record Ambiguous(string Reason) : SendResult;
}
