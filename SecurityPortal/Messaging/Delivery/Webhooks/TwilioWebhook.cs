using Microsoft.AspNetCore.WebUtilities;
using SecurityPortal.Messaging.Delivery.Twilio;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

/// <summary>Receives Twilio's status callbacks. Answers a request without a valid signature with 403 and nothing else.</summary>
internal sealed class TwilioWebhook(
    ChosenProviders chosen, IOptions<TwilioOptions> options, IOptions<PortalOptions> portal, CallbackInbox inbox,
    TimeProvider clock)
{
    public const int MaxBody = 32 * 1024;
    private const string BodyHash = "bodySHA256";

    public async Task<int> TakeAsync(HttpRequest request, byte[] body, CancellationToken cancellationToken)
    {
        if (!chosen.IsChosen(TwilioProvider.ProviderName) || Read(request, body) is not { } form
            || !TwilioSignature.IsValid(
                options.Value.AuthToken,
                TwilioSignature.Spellings(portal.Value.PublicUrl, $"{TwilioClient.CallbackPath}{request.QueryString}"),
                form, request.Headers[TwilioSignature.Header]))
        {
            return StatusCodes.Status403Forbidden;
        }

        await inbox.StoreAsync(Callbacks(request, form), cancellationToken);
        return StatusCodes.Status204NoContent;
    }

    /// <summary>
    /// Returns the parameters that the signature covers: those of the form, or none if the body has a hash of its own. Null
    /// if the body does not match its hash or cannot be read.
    /// </summary>
    private static List<KeyValuePair<string, string>>? Read(HttpRequest request, byte[] body)
    {
        if (request.Query[BodyHash].ToString() is { Length: > 0 } hash)
        {
            return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(hash), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body)))) ? [] : null;
        }

        if (!request.HasFormContentType)
        {
            return body.Length == 0 ? [] : null;
        }

        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body));
            return [.. reader.ReadForm().SelectMany(
                pair => pair.Value.Select(value => new KeyValuePair<string, string>(pair.Key, value ?? "")))];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private IReadOnlyList<ProviderCallback> Callbacks(HttpRequest request, List<KeyValuePair<string, string>> form)
    {
        string? Field(string name) => form.FirstOrDefault(pair => pair.Key == name).Value;
        var (sid, status) = (Field("MessageSid") ?? Field("SmsSid"), Field("MessageStatus") ?? Field("SmsStatus"));
        if (sid is not { Length: > 0 and <= ProviderCallbackConfiguration.MaxProviderId }
            || TwilioStatus.StateOf(status) is not { } state)
        {
            return [];
        }

        var code = int.TryParse(Field("ErrorCode"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var failed = state == DeliveryState.Failed;
        return
        [
            new ProviderCallback
            {
                Key = $"{TwilioProvider.ProviderName}/{sid}/{status}",
                JobId = Guid.TryParseExact(request.Query[TwilioClient.JobParameter], "N", out var job) ? job : null,
                ProviderId = sid,
                State = state,
                Error = failed ? code is { } told ? TemplateFaults.Reason("Twilio", told) : $"Twilio {status}" : null,
                Fault = failed ? (code is { } known ? TwilioErrors.FaultOf(known) : null) ?? DeliveryFault.Unknown : null,
                ReceivedAt = clock.GetUtcNow(),
            },
        ];
    }
}
