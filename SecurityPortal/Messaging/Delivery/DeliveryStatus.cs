namespace SecurityPortal.Messaging.Delivery;

/// <summary>How far a message got, and why it failed if it did.</summary>
internal sealed record DeliveryStatus(DeliveryChannel Channel, DeliveryState State, DeliveryFault? Fault);
