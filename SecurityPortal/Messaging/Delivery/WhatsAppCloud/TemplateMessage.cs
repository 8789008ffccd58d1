using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>
/// A request to send an authentication template. The code stands in it twice: in the body, and in the button that
/// copies it, which Meta keeps as a button of the kind <c>url</c>.
/// </summary>
internal sealed record TemplateMessage(
    [property: JsonPropertyName("messaging_product")] string Product,
    [property: JsonPropertyName("recipient_type")] string RecipientType,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("biz_opaque_callback_data")] string CallbackData,
    [property: JsonPropertyName("template")] Template Template)
{
    /// <summary>The job's id comes back in every status that Meta tells.</summary>
    public static TemplateMessage Of(Guid jobId, OutgoingMessage message, WhatsAppCloudOptions options)
    {
        IReadOnlyList<Parameter> code = [new("text", message.Code!)];
        return new(
            "whatsapp", "individual", message.To.TrimStart('+'), "template", jobId.ToString("N"),
            new(options.TemplateName, new(options.TemplateLanguage), [new("body", code), new("button", code) { SubType = "url", Index = "0" }]));
    }

    public override string ToString() => nameof(TemplateMessage);
}

internal sealed record Template(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("language")] Language Language,
    [property: JsonPropertyName("components")] IReadOnlyList<Component> Components)
{
    public override string ToString() => nameof(Template);
}

internal sealed record Language([property: JsonPropertyName("code")] string Code);

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

internal sealed record Parameter(
    [property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("text")] string Text)
{
    public override string ToString() => nameof(Parameter);
}
