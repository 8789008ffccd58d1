namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Maps Twilio's message statuses.</summary>
internal static class TwilioStatus
{
    /// <summary>Returns how far the message got; null for a status that is not about an outgoing message.</summary>
    public static DeliveryState? StateOf(string? status) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" => DeliveryState.Accepted,
        "delivered" or "read" or "partially_delivered" => DeliveryState.Delivered,
        "undelivered" or "failed" or "canceled" => DeliveryState.Failed,
        _ => null,
    };
}
