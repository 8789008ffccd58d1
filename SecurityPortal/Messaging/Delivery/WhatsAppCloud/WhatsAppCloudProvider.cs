using SecurityPortal.Messaging.Delivery.Http;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>Sends codes as authentication templates through Meta's Cloud API.</summary>
internal sealed class WhatsAppCloudProvider(WhatsAppCloudClient client, TimeProvider clock) : IMessageProvider
{
    public const string ProviderName = "WhatsAppCloud";
    private const int MaxId = 128;

    public string Name => ProviderName;

    // Meta cannot be asked about a message. It reports each one, with the job's id, a moment after it accepted it.
    public TimeSpan Lag => TimeSpan.FromSeconds(4);

    public bool CanLookUp => false;

    public bool Serves(DeliveryChannel channel) => channel == DeliveryChannel.WhatsApp;

    public async Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(jobId, message, cancellationToken);
        }
        catch (Exception exception)
        {
            return ProviderHttp.OfException(exception);
        }

        using (response)
        {
            var body = await ProviderHttp.ReadJsonAsync(response, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return WhatsAppCloudErrors.Of(response.StatusCode, CodeOf(body), ProviderHttp.RetryAfter(response, clock));
            }

            return body is { ValueKind: JsonValueKind.Object } taken
                && taken.TryGetProperty("messages", out var messages)
                && messages is { ValueKind: JsonValueKind.Array } && messages.GetArrayLength() == 1
                && messages[0].Text("id") is { Length: > 0 and <= MaxId } id
                    ? messages[0].Text("message_status") == "paused"
                        ? new SendResult.Misconfigured("WhatsApp: the template is paused")
                        : new SendResult.Accepted(id)
                    : new SendResult.Ambiguous("an answer that is not Meta's");
        }
    }

    // A webhook with the job's id marks the message as accepted, and then it is no longer looked up.
    public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult?>(null);

    private static int? CodeOf(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("error", out var error)
        && int.TryParse(error.Text("code"), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : null;
}
