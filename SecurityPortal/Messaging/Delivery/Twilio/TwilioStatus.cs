namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Twilio's words for how far a message got.</summary>
internal static class TwilioStatus
{
    /// <summary>Null for a word that is not about a message on its way out.</summary>
    public static DeliveryState? StateOf(string? status) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" => DeliveryState.Accepted,
        "delivered" or "read" or "partially_delivered" => DeliveryState.Delivered,
        "undelivered" or "failed" or "canceled" => DeliveryState.Failed,
        _ => null,
    };
}
