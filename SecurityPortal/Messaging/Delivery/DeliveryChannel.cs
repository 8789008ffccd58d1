namespace SecurityPortal.Messaging.Delivery;

/// <summary>The way a message takes.</summary>
internal enum DeliveryChannel
{
    Sms,
    WhatsApp,
    Email,
}
