using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A fake of Twilio's Messages resource, as far as the portal uses it.</summary>
internal sealed class FakeTwilio(int port = 0) : FakeProvider(port)
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "a-token-that-signs";
    public const string ContentSid = "HX0123456789abcdef0123456789abcdef";

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Every accepted message, oldest first.</summary>
    public ConcurrentQueue<TakenMessage> Taken { get; } = new();

    /// <summary>Called with each accepted message.</summary>
    public Action<TakenMessage>? OnTaken { get; set; }

    /// <summary>Whether the message list shows accepted messages; the real list may lag behind.</summary>
    public bool Lists { get; set; } = true;

    /// <summary>Whether the message list shows the text of a template.</summary>
    public bool ListsTemplateText { get; set; }

    /// <summary>The error status that the message list returns; null when it works.</summary>
    public int? ListStatus { get; set; }

    /// <summary>The Content API's response about the template: status and body.</summary>
    public (int Status, string Body) Approval { get; set; } = (404, "{}");

    /// <summary>The initial state of a message.</summary>
    public (string Status, int? Code) Begins { get; set; } = ("queued", null);

    public (string, string)[] Settings(bool sms = true, bool whatsApp = false) =>
    [
        ("Delivery:Sms:Provider", sms ? "Twilio" : "Development"),
        ("Delivery:WhatsApp:Provider", whatsApp ? "Twilio" : "Development"),
        ("Delivery:Twilio:BaseUrl", Url),
        ("Delivery:Twilio:AccountSid", AccountSid),
        ("Delivery:Twilio:AuthToken", AuthToken),
        ("Delivery:Twilio:From", "+14155550100"),
        ("Delivery:Twilio:WhatsAppFrom", "+14155550101"),
        ("Delivery:Twilio:WhatsAppContentSid", ContentSid),
    ];

    /// <summary>Creates the status callback that Twilio would send for a message that it accepted.</summary>
    public static HttpRequestMessage Callback(TakenMessage message, string status, int? code = null) =>
        Callback(message.StatusCallback, new()
        {
            ["MessageSid"] = message.Sid,
            ["SmsSid"] = message.Sid,
            ["MessageStatus"] = status,
            ["SmsStatus"] = status,
            ["AccountSid"] = AccountSid,
            ["From"] = "+14155550100",
            ["To"] = message.To,
            ["ApiVersion"] = "2010-04-01",
            ["SomethingNew"] = "für später",
        }, code);

    /// <param name="signedUrl">The address as Twilio signs it.</param>
    public static HttpRequestMessage Callback(
        string url, Dictionary<string, string> form, int? code = null, string? signedUrl = null, string token = AuthToken)
    {
        if (code is { } number)
        {
            form["ErrorCode"] = number.ToString(CultureInfo.InvariantCulture);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", Sign(token, signedUrl ?? url, form));
        return request;
    }

    public static string Sign(string token, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var text = url + string.Concat(form.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value));
#pragma warning disable CA5350 // Twilio's choice.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    protected override (int Status, string Body) Accept(ReceivedRequest request)
    {
        var form = request.Form;
        var message = new TakenMessage(
            $"SM{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}", form["To"],
            form.GetValueOrDefault("Body") ?? "", form.GetValueOrDefault("ContentVariables"),
            form.GetValueOrDefault("StatusCallback") ?? "", Clock.GetUtcNow());
        Taken.Enqueue(message);
        OnTaken?.Invoke(message);
        return (201, JsonSerializer.Serialize(Show(message)));
    }

    protected override (int Status, string Body) Answer(ReceivedRequest request)
    {
        if (request.Path == $"/v1/Content/{ContentSid}/ApprovalRequests")
        {
            return Approval;
        }

        if (ListStatus is { } status)
        {
            return (status, ErrorBody(status, 20500));
        }

        var to = QueryHelpers.ParseQuery(request.Query)["To"].ToString();
        return (200, JsonSerializer.Serialize(new
        {
            messages = Lists ? Taken.Where(message => message.To == to).Reverse().Select(Show).ToArray() : [],
            next_page_uri = (string?)null,
        }));
    }

    protected override string ErrorBody(int status, int code) => JsonSerializer.Serialize(new
    {
        code,
        message = "It does not work.",
        more_info = $"https://www.twilio.com/docs/errors/{code}",
        status,
    });

    private object Show(TakenMessage message) => new
    {
        sid = message.Sid,
        status = Begins.Status,
        error_code = Begins.Code,
        to = message.To,
        from = "+14155550100",
        body = message.Variables is not null && ListsTemplateText
            ? $"{message.Code} is your verification code."
            : message.Body,
        num_segments = "1",
        direction = "outbound-api",
        date_created = message.At.ToString("R", CultureInfo.InvariantCulture),
        date_sent = (string?)null,
    };
}

/// <summary>A message that the fake accepted.</summary>
internal sealed record TakenMessage(
    string Sid, string To, string Body, string? Variables, string StatusCallback, DateTimeOffset At)
{
    public string Code => TestPerson.CodeIn(Variables ?? Body);
}
