namespace SecurityPortal.Messaging.Delivery;

/// <summary>The record of a message that was handed over or given up.</summary>
internal sealed record MessageEnd(string? ProviderId = null, string? Error = null, DeliveryFault? Fault = null);
