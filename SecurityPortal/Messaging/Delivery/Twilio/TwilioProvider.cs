using System.Text.RegularExpressions;
using SecurityPortal.Messaging.Delivery.Http;

namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Sends texts, and WhatsApp messages from a content template, through Twilio's Programmable Messaging.</summary>
internal sealed partial class TwilioProvider(TwilioClient client, TimeProvider clock) : IMessageProvider
{
    public const string ProviderName = "Twilio";

    // How far Twilio's clock and ours may differ.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public string Name => ProviderName;

    // Twilio may accept a message a moment before it lists it.
    public TimeSpan Lag => TimeSpan.FromSeconds(3);

    public bool Serves(DeliveryChannel channel) => channel == DeliveryChannel.Sms || channel == DeliveryChannel.WhatsApp;

    public async Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.CreateAsync(jobId, message, cancellationToken);
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
                return TwilioErrors.Of(response.StatusCode, Number(body?.Text("code")), ProviderHttp.RetryAfter(response, clock));
            }

            // A success that names no message is not Twilio's, so it is not known whether the message was sent.
            return body is { } created && ResultOf(created) is { } result
                ? result
                : new SendResult.Ambiguous("an answer that is not Twilio's");
        }
    }

    public async Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var response = await client.ListAsync(message, cancellationToken);
        var body = await ProviderHttp.ReadJsonAsync(response, cancellationToken);
        if (!response.IsSuccessStatusCode
            || body is not { ValueKind: JsonValueKind.Object } list
            || !list.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
        {
            return new SendResult.Ambiguous($"cannot be looked up (HTTP {(int)response.StatusCode})");
        }

        return messages.EnumerateArray().Where(listed => IsOurs(listed, message)).Select(ResultOf)
            .FirstOrDefault(result => result is not null);
    }

    // The text contains the code, so the same text is the same message. A message from a template may be listed without
    // text; then any message to this number since the code was made counts as this one.
    private static bool IsOurs(JsonElement listed, OutgoingMessage message)
    {
        var body = listed.Text("body");
        return string.IsNullOrEmpty(body) && message.Channel == DeliveryChannel.WhatsApp
            ? DateTimeOffset.TryParse(
                listed.Text("date_created"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
                && created >= message.CreatedAt - Skew
            : body == message.Text
                || (message.Channel == DeliveryChannel.WhatsApp && body!.Contains(message.Code!, StringComparison.Ordinal));
    }

    private static SendResult? ResultOf(JsonElement message)
    {
        if (message.Text("sid") is not { } sid || !MessageSid().IsMatch(sid))
        {
            return null;
        }

        return TwilioStatus.StateOf(message.Text("status")) switch
        {
            DeliveryState.Delivered => new SendResult.Delivered(sid),
            DeliveryState.Failed when Number(message.Text("error_code")) is { } code =>
                new SendResult.Refused(TemplateFaults.Reason("Twilio", code), TwilioErrors.FaultOf(code) ?? DeliveryFault.Unknown),
            DeliveryState.Failed => new SendResult.Refused("Twilio: failed"),
            _ => new SendResult.Accepted(sid),
        };
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^(SM|MM)[0-9a-fA-F]{32}$")]
    private static partial Regex MessageSid();
}
