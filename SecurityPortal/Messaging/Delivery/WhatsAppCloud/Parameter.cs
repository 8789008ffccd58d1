using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

internal sealed record Parameter(
    [property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("text")] string Text)
{
    public override string ToString() => nameof(Parameter);
}
