using SecurityPortal.Messaging.Delivery.Http;
using SecurityPortal.Messaging.Delivery.WhatsAppCloud;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>
/// Reads Meta's updates about the template that codes are sent with (webhook field <c>message_template_status_update</c>),
/// so that the operator learns that it was rejected or disabled before people wait for codes in vain. Ignores other
/// templates of the account.
/// </summary>
internal sealed class TemplateNews(IOptions<WhatsAppCloudOptions> options, ILogger<TemplateNews> logger)
{
    public const string Field = "message_template_status_update";

    // The longest event or reason that is logged. Anything longer, or with other characters, is not.
    private const int MaxWord = 40;

    /// <param name="change">One entry of <c>changes</c>.</param>
    public void Take(JsonElement change)
    {
        var value = change.GetProperty("value");
        if (change.Text("field") != Field
            || value.Text("message_template_name") != options.Value.TemplateName
            || value.Text("message_template_language")?.Replace('-', '_') != options.Value.TemplateLanguage
            || Word(value.Text("event")) is not { } happened)
        {
            return;
        }

        if (happened is "APPROVED" or "UNARCHIVED" or "REINSTATED")
        {
            logger.TemplateServes(options.Value.TemplateName, happened);
        }
        else
        {
            logger.TemplateFails(options.Value.TemplateName, options.Value.TemplateLanguage, happened, Word(value.Text("reason")) ?? "NONE");
        }
    }

    private static string? Word(string? text) =>
        text is { Length: > 0 and <= MaxWord } && text.All(letter => char.IsAsciiLetterUpper(letter) || letter == '_') ? text : null;
}
