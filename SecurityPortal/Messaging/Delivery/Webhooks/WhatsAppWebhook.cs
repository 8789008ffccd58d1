using SecurityPortal.Messaging.Delivery.Http;
using SecurityPortal.Messaging.Delivery.WhatsAppCloud;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>
/// Receives Meta's reports about WhatsApp messages. Answers a request without a valid signature with 403 and nothing else.
/// </summary>
internal sealed class WhatsAppWebhook(
    ChosenProviders chosen, IOptions<WhatsAppCloudOptions> options, CallbackInbox inbox, TemplateNews templates,
    TimeProvider clock)
{
    public const string Path = "/webhooks/whatsapp";

    /// <summary>The largest body in bytes. Meta reports on many messages at once.</summary>
    public const int MaxBody = 3 * 1024 * 1024;

    private bool IsChosen => chosen.IsChosen(WhatsAppCloudProvider.ProviderName);

    /// <summary>Answers Meta's verification of the webhook's URL. Returns null for any other request.</summary>
    public string? Greet(IQueryCollection query) =>
        IsChosen && query["hub.mode"] == "subscribe"
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(options.Value.VerifyToken), Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString()))
        && query["hub.challenge"].ToString() is { Length: > 0 and <= 64 } challenge && challenge.All(char.IsAsciiLetterOrDigit)
            ? challenge
            : null;

    public async Task<int> TakeAsync(HttpRequest request, byte[] body, CancellationToken cancellationToken)
    {
        if (!IsChosen
            || !WhatsAppCloudSignature.IsValid(options.Value.AppSecret, body, request.Headers[WhatsAppCloudSignature.Header]))
        {
            return StatusCodes.Status403Forbidden;
        }

        await inbox.StoreAsync(Callbacks(body), cancellationToken);
        return StatusCodes.Status200OK;
    }

    private IReadOnlyList<ProviderCallback> Callbacks(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            List<JsonElement> changes = [.. Items(document.RootElement, "entry")
                .SelectMany(entry => Items(entry, "changes"))
                .Where(change => change.ValueKind == JsonValueKind.Object
                    && change.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Object)];
            changes.ForEach(templates.Take);
            return [.. changes
                .SelectMany(change => Items(change.GetProperty("value"), "statuses"))
                .Select(Callback).OfType<ProviderCallback>()];
        }
        catch (JsonException)
        {
            // Signed, so it comes from Meta, but it is not a report about a message.
            return [];
        }
    }

    private ProviderCallback? Callback(JsonElement status)
    {
        var word = status.Text("status");
        DeliveryState? state = word switch
        {
            "accepted" or "sent" => DeliveryState.Accepted,
            "delivered" or "read" or "played" => DeliveryState.Delivered,
            "failed" => DeliveryState.Failed,
            _ => null,
        };
        if (state is null || status.Text("id") is not { Length: > 0 and <= ProviderCallbackConfiguration.MaxProviderId } id)
        {
            return null;
        }

        var failed = state == DeliveryState.Failed;
        var code = Items(status, "errors").Select(error => error.Text("code")).FirstOrDefault();
        var number = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : (int?)null;
        return new()
        {
            Key = $"{WhatsAppCloudProvider.ProviderName}/{id}/{word}",
            JobId = Guid.TryParseExact(status.Text("biz_opaque_callback_data"), "N", out var job) ? job : null,
            ProviderId = id,
            State = state.Value,
            Error = failed ? number is { } told ? TemplateFaults.Reason("WhatsApp", told) : "WhatsApp failed" : null,
            Fault = failed ? (number is { } known ? WhatsAppCloudErrors.FaultOf(known) : null) ?? DeliveryFault.Unknown : null,
            ReceivedAt = clock.GetUtcNow(),
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var items)
        && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : [];
}
