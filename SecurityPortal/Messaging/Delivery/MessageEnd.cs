namespace SecurityPortal.Messaging.Delivery;

/// <summary>What is recorded when a message is handed over, put back or given up.</summary>
internal sealed record MessageEnd(string? ProviderId = null, string? Error = null, DeliveryFault? Fault = null);
