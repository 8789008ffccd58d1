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
            Content = JsonContent.Create(TemplateMessage.Of(jobId, message, settings)),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.AccessToken);
        return await http.SendAsync(request, cancellationToken);
    }
}
