namespace SecurityPortal.Messaging.Delivery;

/// <summary>How far a message got. It only moves forward; of a failure and a delivery, the delivery is believed.</summary>
internal enum DeliveryState
{
    Pending,
    Sending,

    /// <summary>A sender vanished in the middle: the provider is asked before anything is sent again.</summary>
    Checking,
    Accepted,
    Delivered,
    Failed,
    Expired,
    Cancelled,
}
