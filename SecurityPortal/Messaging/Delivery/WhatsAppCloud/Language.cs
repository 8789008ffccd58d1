using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

internal sealed record Language([property: JsonPropertyName("code")] string Code);
