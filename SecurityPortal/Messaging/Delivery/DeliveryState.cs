namespace SecurityPortal.Messaging.Delivery;

/// <summary>How far a message got. Callbacks only move it forward, and a delivery overrides a failure.</summary>
internal enum DeliveryState
{
    Pending,
    Sending,

    /// <summary>The hand-over was interrupted: the provider is asked before the message is sent again.</summary>
    Checking,
    Accepted,
    Delivered,
    Failed,
    Expired,
    Cancelled,
}
