using System.Net.Http.Headers;
using SecurityPortal.Messaging.Delivery.Http;

namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Calls Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
internal sealed class TwilioClient(HttpClient http, IOptions<TwilioOptions> options, IOptions<PortalOptions> portal, TimeProvider clock)
{
    public const string CallbackPath = "/webhooks/twilio/status";
    public const string JobParameter = "job";
    private const int LongestValidity = 36_000;
    private const int ShortestValidity = 6;
    private const int NewestMessages = 20;

    /// <summary>Creates a message.</summary>
    public async Task<HttpResponseMessage> CreateAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var request = NewRequest(HttpMethod.Post, "Messages.json");
        request.Content = new FormUrlEncodedContent(Form(jobId, message));
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>Lists the newest messages to a recipient.</summary>
    /// <remarks>
    /// Deliberately without <c>DateSent</c>: a message that is still queued at Twilio has none yet, and that is the one
    /// being looked for.
    /// </remarks>
    public async Task<HttpResponseMessage> ListAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var request = NewRequest(
            HttpMethod.Get, $"Messages.json?To={Uri.EscapeDataString(Address(message))}&PageSize={NewestMessages}");
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>
    /// Asks whether WhatsApp has approved the content template. Returns null if there is no URL to ask, which is so with a
    /// base URL other than Twilio's and no content URL.
    /// </summary>
    public async Task<HttpResponseMessage?> ApprovalAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var url = settings.ContentUrl.Length > 0 ? settings.ContentUrl
            : settings.BaseUrl == TwilioOptions.DefaultUrl ? TwilioOptions.DefaultContentUrl
            : null;
        if (url is null)
        {
            return null;
        }

        using var request = NewRequest(
            HttpMethod.Get, ProviderUrl.Combine(url, $"v1/Content/{settings.WhatsAppContentSid}/ApprovalRequests"));
        return await http.SendAsync(request, cancellationToken);
    }

    private IEnumerable<KeyValuePair<string, string>> Form(Guid jobId, OutgoingMessage message)
    {
        var settings = options.Value;
        yield return new("To", Address(message));
        yield return message.Channel == DeliveryChannel.WhatsApp && settings.WhatsAppFrom.Length > 0
            ? new("From", Prefixed(settings.WhatsAppFrom))
            : message.Channel == DeliveryChannel.Sms && settings.From.Length > 0
                ? new("From", settings.From)
                : new("MessagingServiceSid", settings.MessagingServiceSid);
        yield return new("StatusCallback", $"{portal.Value.PublicUrl}{CallbackPath}?{JobParameter}={jobId:N}");
        if (message.Channel == DeliveryChannel.WhatsApp)
        {
            yield return new("ContentSid", settings.WhatsAppContentSid);
            yield return new("ContentVariables", JsonSerializer.Serialize(new Dictionary<string, string> { ["1"] = message.Code! }));
            yield break;
        }

        yield return new("Body", message.Text);

        // A text that waits in a queue for longer than its code is valid is better not sent.
        var left = (int)Math.Min(LongestValidity, (message.ExpiresAt - clock.GetUtcNow()).TotalSeconds);
        yield return new("ValidityPeriod", Math.Max(ShortestValidity, left).ToString(CultureInfo.InvariantCulture));
        yield return new("RiskCheck", "enable");
    }

    private HttpRequestMessage NewRequest(HttpMethod method, string path) => NewRequest(
        method, ProviderUrl.Combine(options.Value.BaseUrl, $"2010-04-01/Accounts/{options.Value.AccountSid}/{path}"));

    private HttpRequestMessage NewRequest(HttpMethod method, Uri url)
    {
        var settings = options.Value;
        var (user, password) = settings.ApiKeySid.Length > 0
            ? (settings.ApiKeySid, settings.ApiKeySecret)
            : (settings.AccountSid, settings.AuthToken);
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static string Address(OutgoingMessage message) =>
        message.Channel == DeliveryChannel.WhatsApp ? Prefixed(message.To) : message.To;

    private static string Prefixed(string number) =>
        number.StartsWith("whatsapp:", StringComparison.Ordinal) ? number : $"whatsapp:{number}";
}
