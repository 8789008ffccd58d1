using System.Net;
using System.Security.Cryptography;
using System.Text;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Twilio;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Webhooks;

/// <summary>Twilio's status callbacks for texts, and forged ones.</summary>
public sealed class TwilioCallbacksTests : IAsyncDisposable
{
    private const string Number = "+447700900123";
    private readonly FakeTwilio _twilio = new();
    private readonly Portal _portal;

    public TwilioCallbacksTests() => _portal = new Portal(_twilio.Settings());

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    public void The_published_signatures_are_right_and_none_other(string url, string signature)
    {
        KeyValuePair<string, string>[] form =
        [
            new("To", "+18005551212"), new("CallSid", "CA1234567890ABCDE"), new("Digits", "1234"), new("From", "+14158675309"),
            new("Caller", "+14158675309"),
        ];

        Assert.True(TwilioSignature.IsValid("12345", [url], form, signature));
        Assert.False(TwilioSignature.IsValid("12346", [url], form, signature));
        Assert.False(TwilioSignature.IsValid("12345", [url + "3"], form, signature));
        Assert.False(TwilioSignature.IsValid("12345", [url], form.Append(new("X", "1")), signature));
        Assert.False(TwilioSignature.IsValid("12345", [url], form, null));
        Assert.False(TwilioSignature.IsValid("12345", [], form, signature));
    }

    [Fact]
    public void Values_of_one_name_are_signed_sorted_and_once()
    {
        KeyValuePair<string, string>[] form =
        [
            new("Sid", "CA123"), new("SidAccount", "AC123"), new("Digits", "5678"), new("Digits", "1234"), new("Digits", "1234"),
        ];

        Assert.True(TwilioSignature.IsValid(
            "12345", ["https://mycompany.com/myapp.php?foo=1&bar=2"], form, "IK+Dwps556ElfBT0I3Rgjkr1wJU="));
    }

    [Fact]
    public void The_published_signature_over_a_body_hash_is_right() => Assert.True(TwilioSignature.IsValid(
        "12345",
        ["https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"],
        [], "a9nBmqA0ju/hNViExpshrM61xv4="));

    [Fact]
    public async Task What_Twilio_tells_is_kept_at_once_and_worked_later()
    {
        var (job, message) = await SendAsync();

        var answer = await TellAsync(FakeTwilio.Callback(message, "delivered"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(DeliveryState.Accepted, (await _portal.JobAsync(job)).State);
        await _portal.DeliverAsync();
        Assert.Equal(DeliveryState.Delivered, (await _portal.JobAsync(job)).State);
    }

    [Fact]
    public async Task A_failure_says_why()
    {
        var (job, message) = await SendAsync();

        await TellAsync(FakeTwilio.Callback(message, "undelivered", 30005));
        await _portal.DeliverAsync();

        var row = await _portal.JobAsync(job);
        Assert.Equal((DeliveryState.Failed, DeliveryFault.NotReachable, "Twilio 30005"), (row.State, row.Fault, row.Error));
    }

    [Fact]
    public async Task Order_and_repetition_do_not_matter()
    {
        var (job, message) = await SendAsync();
        foreach (var status in new[] { "delivered", "sent", "delivered", "queued", "sending", "undelivered", "sent" })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await TellAsync(FakeTwilio.Callback(message, status))).StatusCode);
            await _portal.DeliverAsync();
        }

        Assert.Equal(DeliveryState.Delivered, (await _portal.JobAsync(job)).State);
    }

    [Fact]
    public async Task A_callback_that_comes_before_the_answer_stands_in_for_it()
    {
        _twilio.Faults.Enqueue(ProviderFault.DroppedAfter);
        _twilio.Lists = false;
        var job = await _portal.PostAsync(Posting.Text(Number, "123456"));
        await _portal.DeliverAsync();

        await TellAsync(FakeTwilio.Callback(_twilio.Taken.Single(), "sent"));
        await _portal.FollowAsync(job, DeliveryState.Accepted);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await _portal.DeliverAsync();

        Assert.Single(_twilio.Posts);
        Assert.Equal(_twilio.Taken.Single().Sid, (await _portal.JobAsync(job)).ProviderId);
    }

    [Theory]
    [InlineData("https://localhost:443")]
    [InlineData("https://localhost")]
    public async Task With_and_without_the_port_it_is_the_same_address(string origin)
    {
        var (_, message) = await SendAsync();
        var path = new Uri(message.StatusCallback).PathAndQuery;

        var answer = await TellAsync(FakeTwilio.Callback(message.StatusCallback, Form(message), signedUrl: origin + path));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_counts()
    {
        await using var portal = new Portal([.. _twilio.Settings(), ("Portal:PublicUrl", "https://portal.example:8443")]);
        await portal.PostAsync(Posting.Text(Number, "123456"));
        await portal.DeliverAsync();
        var message = _twilio.Taken.Single();
        Assert.StartsWith("https://portal.example:8443/webhooks/twilio/status?job=", message.StatusCallback);

        var inside = $"https://localhost{new Uri(message.StatusCallback).PathAndQuery}";
        var right = FakeTwilio.Callback(inside, Form(message), signedUrl: message.StatusCallback);
        var wrong = FakeTwilio.Callback(inside, Form(message), signedUrl: inside);

        Assert.Equal(HttpStatusCode.NoContent, (await portal.Browser().SendAsync(right)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Browser().SendAsync(wrong)).StatusCode);
    }

    [Fact]
    public async Task What_nobody_signed_is_forbidden_without_a_word()
    {
        var (job, message) = await SendAsync();
        var unsigned = FakeTwilio.Callback(message, "delivered");
        unsigned.Headers.Remove("X-Twilio-Signature");
        var other = FakeTwilio.Callback(message.StatusCallback, Form(message), token: "another-token");
        var altered = FakeTwilio.Callback(message, "sent");
        altered.Content = new FormUrlEncodedContent(Form(message, "delivered"));
        var moved = FakeTwilio.Callback(message, "delivered");
        moved.RequestUri = new Uri(message.StatusCallback.Replace(job.ToString("N"), Guid.NewGuid().ToString("N"), StringComparison.Ordinal));
        var json = FakeTwilio.Callback(message, "delivered");
        json.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        var huge = FakeTwilio.Callback(message.StatusCallback, new(Form(message)) { ["Padding"] = new string('x', 40_000) });
        HttpRequestMessage[] forged = [unsigned, other, altered, moved, json, huge, new(HttpMethod.Post, "/webhooks/twilio/status")];

        foreach (var request in forged)
        {
            var answer = await TellAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsStringAsync());
        }

        await _portal.DeliverAsync();
        Assert.Equal(DeliveryState.Accepted, (await _portal.JobAsync(job)).State);
    }

    [Fact]
    public async Task Where_Twilio_sends_nothing_it_has_nothing_to_tell()
    {
        await using var portal = new Portal(("Delivery:Twilio:AuthToken", ""));
        var request = FakeTwilio.Callback("https://localhost/webhooks/twilio/status", new() { ["MessageSid"] = "SM1" }, token: "");

        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Browser().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_signed_callback_about_something_else_is_taken_and_changes_nothing()
    {
        var (job, message) = await SendAsync();
        foreach (var form in new Dictionary<string, string>[]
        {
            new() { ["MessageSid"] = message.Sid },
            new() { ["MessageSid"] = message.Sid, ["MessageStatus"] = "frozen" },
            new() { ["CallSid"] = "CA1", ["CallStatus"] = "completed" },
            new() { ["MessageSid"] = "SMffffffffffffffffffffffffffffffff", ["MessageStatus"] = "delivered" },
        })
        {
            var answer = await TellAsync(FakeTwilio.Callback("https://localhost/webhooks/twilio/status", form));
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        await _portal.DeliverAsync();
        Assert.Equal(DeliveryState.Accepted, (await _portal.JobAsync(job)).State);
    }

    [Fact]
    public async Task A_burst_of_ten_thousand_with_repeats_and_forgeries_leaves_the_truth()
    {
        const int messages = 500;
        List<Guid> jobs = [];
        for (var i = 0; i < messages; i++)
        {
            jobs.Add(await _portal.PostAsync(Posting.Text($"+447700{900_000 + i}", "123456")));
        }

        await _portal.DeliverAsync();
        var taken = _twilio.Taken.ToArray();
        List<(HttpRequestMessage Request, bool Forged)> burst = [];
        foreach (var (message, i) in taken.Select((message, i) => (message, i)))
        {
            // Every tenth text does not arrive.
            string[] statuses = ["sending", "sent", i % 10 == 0 ? "undelivered" : "delivered"];
            burst.AddRange(Enumerable.Range(0, 15).Select(k => (FakeTwilio.Callback(message, statuses[k % 3], k % 3 == 2 && i % 10 == 0 ? 30005 : null), false)));
            burst.AddRange(Enumerable.Range(0, 5).Select(_ => (FakeTwilio.Callback(message.StatusCallback, Form(message, i % 10 == 0 ? "delivered" : "failed"), token: "forged"), true)));
        }

        var shuffled = burst.ToArray();
        RandomNumberGenerator.Shuffle<(HttpRequestMessage, bool)>(shuffled);
        var browser = _portal.Browser();
        var wrong = 0;
        await Parallel.ForEachAsync(shuffled, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (item, _) =>
        {
            using var answer = await browser.SendAsync(item.Request);
            if (answer.StatusCode != (item.Forged ? HttpStatusCode.Forbidden : HttpStatusCode.NoContent))
            {
                Interlocked.Increment(ref wrong);
            }
        });
        await _portal.DeliverAsync();

        Assert.Equal(10_000, shuffled.Length);
        Assert.Equal(0, wrong);
        var failed = taken.Where((_, i) => i % 10 == 0).Select(message => message.StatusCallback.Split('=')[1]).ToHashSet();
        foreach (var job in jobs)
        {
            var expected = failed.Contains(job.ToString("N")) ? DeliveryState.Failed : DeliveryState.Delivered;
            Assert.Equal(expected, (await _portal.JobAsync(job)).State);
        }
    }

    private static Dictionary<string, string> Form(TakenMessage message, string status = "delivered") =>
        new() { ["MessageSid"] = message.Sid, ["MessageStatus"] = status };

    private Task<HttpResponseMessage> TellAsync(HttpRequestMessage request) => _portal.Browser().SendAsync(request);

    private async Task<(Guid Job, TakenMessage Message)> SendAsync()
    {
        var job = await _portal.PostAsync(Posting.Text(Number, "123456"));
        await _portal.DeliverAsync();
        return (job, _twilio.Taken.Single());
    }
}
