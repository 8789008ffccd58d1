using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

internal sealed record Template(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("language")] Language Language,
    [property: JsonPropertyName("components")] IReadOnlyList<Component> Components)
{
    public override string ToString() => nameof(Template);
}
