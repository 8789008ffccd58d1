using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>
/// A request to send an authentication template. The code appears twice: in the body, and in the button that copies it,
/// which Meta treats as a button of the type <c>url</c>.
/// </summary>
internal sealed record TemplateMessage(
    [property: JsonPropertyName("messaging_product")] string Product,
    [property: JsonPropertyName("recipient_type")] string RecipientType,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("biz_opaque_callback_data")] string CallbackData,
    [property: JsonPropertyName("template")] Template Template)
{
    /// <summary>Creates the request. Meta returns the job's id with every status.</summary>
    public static TemplateMessage Of(Guid jobId, OutgoingMessage message, WhatsAppCloudOptions options)
    {
        IReadOnlyList<Parameter> code = [new("text", message.Code!)];
        return new(
            "whatsapp", "individual", message.To.TrimStart('+'), "template", jobId.ToString("N"),
            new(options.TemplateName, new(options.TemplateLanguage), [new("body", code), new("button", code) { SubType = "url", Index = "0" }]));
    }

    public override string ToString() => nameof(TemplateMessage);
}
