using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A fake of Meta's Cloud API, as far as the portal uses it.</summary>
internal sealed class FakeMeta() : FakeProvider
{
    public const string AppSecret = "an-app-secret";
    public const string VerifyToken = "a-word-for-meta";

    /// <summary>Every accepted message, oldest first.</summary>
    public ConcurrentQueue<TakenTemplate> Taken { get; } = new();

    public string Status { get; set; } = "accepted";

    public (string, string)[] Settings() =>
    [
        ("Delivery:WhatsApp:Provider", "WhatsAppCloud"),
        ("Delivery:WhatsAppCloud:BaseUrl", Url),
        ("Delivery:WhatsAppCloud:PhoneNumberId", "106540352242922"),
        ("Delivery:WhatsAppCloud:AccessToken", "a-bearer-token"),
        ("Delivery:WhatsAppCloud:AppSecret", AppSecret),
        ("Delivery:WhatsAppCloud:VerifyToken", VerifyToken),
        ("Delivery:WhatsAppCloud:TemplateName", "verification_code"),
    ];

    /// <summary>Creates the webhook that Meta would send for a message that it accepted.</summary>
    public static HttpRequestMessage Webhook(TakenTemplate message, string status, int? code = null) =>
        Webhook(Body((message.Id, status, code, message.Job)));

    public static HttpRequestMessage Webhook(string body, string secret = AppSecret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/whatsapp") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(
            "X-Hub-Signature-256",
            $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes))}");
        return request;
    }

    public static string Body(params (string Id, string Status, int? Code, string? Job)[] statuses) => JsonSerializer.Serialize(new
    {
        @object = "whatsapp_business_account",
        entry = new[]
        {
            new
            {
                id = "1",
                changes = statuses.Select(status => new
                {
                    field = "messages",
                    value = new
                    {
                        messaging_product = "whatsapp",
                        statuses = new[] { StatusOf(status) },
                    },
                }),
            },
        },
    });

    protected override (int Status, string Body) Accept(ReceivedRequest request)
    {
        var message = JsonNode.Parse(request.Body)!;
        var taken = new TakenTemplate(
            $"wamid.{Convert.ToBase64String(RandomNumberGenerator.GetBytes(24))}", (string)message["to"]!,
            (string?)message["biz_opaque_callback_data"], TestPerson.CodeIn(message["template"]!["components"]!.ToJsonString()));
        Taken.Enqueue(taken);
        return (200, JsonSerializer.Serialize(new
        {
            messaging_product = "whatsapp",
            contacts = new[] { new { input = taken.To, wa_id = taken.To } },
            messages = new[] { new { id = taken.Id, message_status = Status } },
        }));
    }

    protected override string ErrorBody(int status, int code) => JsonSerializer.Serialize(new
    {
        error = new { message = $"(#{code}) It does not work", type = "OAuthException", code, fbtrace_id = "A1" },
    });

    private static object StatusOf((string Id, string Status, int? Code, string? Job) status) => new
    {
        id = status.Id,
        status = status.Status,
        timestamp = "1790000000",
        recipient_id = "447700900123",
        biz_opaque_callback_data = status.Job,
        errors = status.Code is { } code ? new[] { new { code, title = "Über das Netz", message = "x" } } : null,
    };
}

/// <summary>A template message that the fake accepted.</summary>
internal sealed record TakenTemplate(string Id, string To, string? Job, string Code);
