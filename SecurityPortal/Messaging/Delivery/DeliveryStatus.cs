namespace SecurityPortal.Messaging.Delivery;

/// <summary>How far a message got, and why no further.</summary>
internal sealed record DeliveryStatus(DeliveryChannel Channel, DeliveryState State, DeliveryFault? Fault);
