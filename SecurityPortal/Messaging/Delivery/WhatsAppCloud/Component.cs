using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

internal sealed record Component(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("parameters")] IReadOnlyList<Parameter> Parameters)
{
    [JsonPropertyName("sub_type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SubType { get; init; }

    [JsonPropertyName("index"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Index { get; init; }

    public override string ToString() => nameof(Component);
}
