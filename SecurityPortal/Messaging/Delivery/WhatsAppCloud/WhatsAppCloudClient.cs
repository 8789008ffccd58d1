using System.Net.Http.Headers;
using SecurityPortal.Messaging.Delivery.Http;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>Sends messages from a WhatsApp number through Meta's Cloud API.</summary>
internal sealed class WhatsAppCloudClient(HttpClient http, IOptions<WhatsAppCloudOptions> options)
{
    public async Task<HttpResponseMessage> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var request = new HttpRequestMessage(
            HttpMethod.Post, ProviderUrl.Combine(settings.BaseUrl, $"{settings.ApiVersion}/{settings.PhoneNumberId}/messages"))
        {
            Content = JsonContent.Create(BodyOf(jobId, message, settings)),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.AccessToken);
        return await http.SendAsync(request, cancellationToken);
    }

    // The code appears twice: in the body, and in the button that copies it, which Meta treats as a button of the type url.
    // Meta returns the job's id with every status.
    private static object BodyOf(Guid jobId, OutgoingMessage message, WhatsAppCloudOptions options)
    {
        object[] parameters = [new { type = "text", text = message.Code! }];
        return new
        {
            messaging_product = "whatsapp",
            recipient_type = "individual",
            to = message.To.TrimStart('+'),
            type = "template",
            biz_opaque_callback_data = jobId.ToString("N"),
            template = new
            {
                name = options.TemplateName,
                language = new { code = options.TemplateLanguage },
                components = new object[]
                {
                    new { type = "body", parameters },
                    new { type = "button", sub_type = "url", index = "0", parameters },
                },
            },
        };
    }
}
