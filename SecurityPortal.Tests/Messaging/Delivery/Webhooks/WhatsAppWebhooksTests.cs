using System.Net;
using System.Text;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.WhatsAppCloud;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Webhooks;

/// <summary>Meta's webhooks for WhatsApp messages, and forged ones.</summary>
public sealed class WhatsAppWebhooksTests : IAsyncDisposable
{
    private readonly FakeMeta _meta = new();
    private readonly Portal _portal;

    public WhatsAppWebhooksTests() => _portal = new Portal(_meta.Settings());

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Fact]
    public void The_published_signature_is_right_and_none_other()
    {
        const string signature = "sha256=0c61947b610d4f45e65f3d680e26027121ec2413e77598bcb6cfc6e0d9888221";

        Assert.True(WhatsAppCloudSignature.IsValid("TEST_APP_SECRET", "test"u8, signature));
        Assert.False(WhatsAppCloudSignature.IsValid("TEST_APP_SECRET", "test "u8, signature));
        Assert.False(WhatsAppCloudSignature.IsValid("ANOTHER_SECRET", "test"u8, signature));
        Assert.False(WhatsAppCloudSignature.IsValid("TEST_APP_SECRET", "test"u8, signature[7..]));
        Assert.False(WhatsAppCloudSignature.IsValid("TEST_APP_SECRET", "test"u8, null));
    }

    [Fact]
    public async Task Meta_is_greeted_with_its_own_challenge_alone()
    {
        var answer = await GetAsync($"?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={FakeMeta.VerifyToken}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("1158201444", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1")]
    [InlineData("?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=" + FakeMeta.VerifyToken)]
    [InlineData("?hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=" + FakeMeta.VerifyToken)]
    public async Task Nobody_else_is_greeted(string query)
    {
        var answer = await GetAsync(query);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("delivered", null, DeliveryState.Delivered, null)]
    [InlineData("read", null, DeliveryState.Delivered, null)]
    [InlineData("sent", null, DeliveryState.Accepted, null)]
    [InlineData("failed", 131026, DeliveryState.Failed, "NotOnWhatsApp")]
    [InlineData("failed", 131049, DeliveryState.Failed, "Blocked")]
    internal async Task What_Meta_tells_is_worked(string status, int? code, DeliveryState state, string? fault)
    {
        var (job, message) = await SendAsync();

        Assert.Equal(HttpStatusCode.OK, (await TellAsync(FakeMeta.Webhook(message, status, code))).StatusCode);
        await _portal.DeliverAsync();

        var row = await _portal.JobAsync(job);
        Assert.Equal((state, fault), (row.State, row.Fault?.ToString()));
    }

    [Fact]
    public async Task Many_messages_may_be_told_of_at_once_and_one_without_the_jobs_id()
    {
        var (first, firstMessage) = await SendAsync();
        var (second, secondMessage) = await SendAsync();

        await TellAsync(FakeMeta.Webhook(FakeMeta.Body(
            (firstMessage.Id, "sent", null, firstMessage.Job), (firstMessage.Id, "read", null, firstMessage.Job),
            (secondMessage.Id, "failed", 131026, null))));
        await _portal.DeliverAsync();

        Assert.Equal(DeliveryState.Delivered, (await _portal.JobAsync(first)).State);
        Assert.Equal(DeliveryState.Failed, (await _portal.JobAsync(second)).State);
    }

    [Fact]
    public async Task What_is_told_of_another_programs_messages_holds_up_nobody()
    {
        var (job, message) = await SendAsync();
        for (var i = 0; i < 6; i++)
        {
            await TellAsync(FakeMeta.Webhook(FakeMeta.Body(
                [.. Enumerable.Range(0, 50).Select(k => ($"wamid.other{i}-{k}", "delivered", (int?)null, (string?)null))])));
        }

        await TellAsync(FakeMeta.Webhook(message, "delivered"));
        await _portal.DeliverAsync();

        Assert.Equal(DeliveryState.Delivered, (await _portal.JobAsync(job)).State);
    }

    [Fact]
    public async Task On_several_phones_one_that_got_it_is_enough()
    {
        var (job, message) = await SendAsync();
        foreach (var (status, code) in new[] { ("failed", (int?)131026), ("delivered", null), ("failed", 131026), ("sent", null) })
        {
            await TellAsync(FakeMeta.Webhook(message, status, code));
            await _portal.DeliverAsync();
        }

        Assert.Equal(DeliveryState.Delivered, (await _portal.JobAsync(job)).State);
    }

    [Fact]
    public async Task The_bytes_are_signed_as_they_came()
    {
        var (job, message) = await SendAsync();
        var escaped = FakeMeta.Body((message.Id, "delivered", 1, message.Job)).Replace("Über", "\\u00dcber", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await TellAsync(FakeMeta.Webhook(escaped))).StatusCode);
        await _portal.DeliverAsync();

        Assert.Equal(DeliveryState.Delivered, (await _portal.JobAsync(job)).State);
    }

    [Fact]
    public async Task What_nobody_signed_is_forbidden_without_a_word()
    {
        var (job, message) = await SendAsync();
        var unsigned = FakeMeta.Webhook(message, "delivered");
        unsigned.Headers.Remove("X-Hub-Signature-256");
        var altered = FakeMeta.Webhook(message, "sent");
        altered.Content = new StringContent(FakeMeta.Body((message.Id, "delivered", null, message.Job)), Encoding.UTF8, "application/json");
        HttpRequestMessage[] forged =
            [unsigned, altered, FakeMeta.Webhook(FakeMeta.Body((message.Id, "failed", null, message.Job)), "another secret")];

        foreach (var request in forged)
        {
            var answer = await TellAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsStringAsync());
        }

        await _portal.DeliverAsync();
        Assert.Equal(DeliveryState.Accepted, (await _portal.JobAsync(job)).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"entry\":7}")]
    [InlineData("{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"from\":\"1\",\"text\":{\"body\":\"hello\"}}]}}]}]}")]
    [InlineData("{\"entry\":[{\"changes\":[{\"value\":{\"statuses\":[7,{\"id\":null},{\"id\":\"x\",\"status\":\"thought of\"}]}}]}]}")]
    public async Task Signed_words_about_anything_else_are_taken_and_change_nothing(string body) =>
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(FakeMeta.Webhook(body))).StatusCode);

    [Theory]
    [InlineData("id", "\\ud800")]
    [InlineData("status", "\\udfff")]
    [InlineData("biz_opaque_callback_data", "a\\ud83d")]
    public async Task Half_a_letter_in_signed_words_is_no_text_and_no_error(string field, string value)
    {
        var words = new Dictionary<string, string> { ["id"] = "wamid.1", ["status"] = "delivered", [field] = value };
        var status = string.Join(',', words.Select(word => $"\"{word.Key}\":\"{word.Value}\""));
        var body = "{\"entry\":[{\"changes\":[{\"value\":{\"statuses\":[{" + status + "}]}}]}]}";

        Assert.Equal(HttpStatusCode.OK, (await TellAsync(FakeMeta.Webhook(body))).StatusCode);
    }

    [Fact]
    public async Task Where_Meta_sends_nothing_it_has_nothing_to_tell()
    {
        await using var portal = new Portal();

        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Browser().SendAsync(FakeMeta.Webhook("{}", ""))).StatusCode);
        var greeting = new HttpRequestMessage(HttpMethod.Get, "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=");
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Browser().SendAsync(greeting)).StatusCode);
    }

    private Task<HttpResponseMessage> TellAsync(HttpRequestMessage request) => _portal.Browser().SendAsync(request);

    private Task<HttpResponseMessage> GetAsync(string query) =>
        _portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/webhooks/whatsapp{query}"));

    private async Task<(Guid Job, TakenTemplate Message)> SendAsync()
    {
        var job = await _portal.PostAsync(Posting.WhatsApp("+447700900123", "123456"));
        await _portal.DeliverAsync();
        return (job, _meta.Taken.Last());
    }
}
