using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Twilio;

/// <summary>What goes wrong at Twilio, or on the way there, and how many texts the person gets.</summary>
public sealed class WhenTwilioFailsTests : IAsyncDisposable
{
    private const string Number = "+447700900123";
    private readonly FakeTwilio _twilio = new();
    private readonly Portal _portal;

    public WhenTwilioFailsTests()
    {
        _portal = new Portal(_twilio.Settings(sms: true, whatsApp: true));
        _twilio.Clock = _portal.Clock;
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Theory]
    [InlineData(21211, "CannotReceive")]
    [InlineData(21614, "CannotReceive")]
    [InlineData(21408, "RegionNotServed")]
    [InlineData(21612, "RegionNotServed")]
    [InlineData(21610, "OptedOut")]
    [InlineData(30007, "Blocked")]
    [InlineData(30450, "Blocked")]
    [InlineData(63003, "NotOnWhatsApp")]
    [InlineData(21606, "ProviderDown")]
    [InlineData(21608, "ProviderDown")]
    [InlineData(21703, "ProviderDown")]
    [InlineData(29999, "Unknown")]
    public async Task A_refusal_is_final_and_says_why(int code, string fault)
    {
        _twilio.Always = ProviderFault.Error(400, code);

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, fault, $"Twilio {code}"), (job.State, job.Fault.ToString(), job.Error?.Split(':')[0]));
        Assert.Null(job.Payload);
        Assert.Single(_twilio.Posts);
    }

    [Theory]
    [InlineData(401, 20003)]
    [InlineData(403, 20003)]
    [InlineData(404, 20404)]
    [InlineData(301, 0)]
    public async Task An_account_that_is_refused_is_not_hammered_on(int status, int code)
    {
        _twilio.Always = ProviderFault.Error(status, code);

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryFault.ProviderDown), (job.State, job.Fault));
        Assert.Single(_twilio.Posts);
    }

    [Fact]
    public async Task Told_to_wait_it_waits()
    {
        _twilio.Faults.Enqueue(ProviderFault.Error(429, 20429, retryAfter: 7));
        var id = await _portal.PostAsync(Posting.Text(Number, "123456"));
        await _portal.DeliverAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(6));
        await _portal.DeliverAsync();
        Assert.Single(_twilio.Posts);

        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await _portal.DeliverAsync();

        Assert.Equal(DeliveryState.Accepted, (await _portal.JobAsync(id)).State);
        Assert.Single(_twilio.Taken);
    }

    [Fact]
    public async Task Told_to_wait_longer_than_the_code_is_good_it_gives_up_at_once()
    {
        _twilio.Always = ProviderFault.Error(429, 20429, retryAfter: 3600);

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryFault.ProviderDown, 1), (job.State, job.Fault, job.Attempts));
    }

    [Fact]
    public async Task Refused_again_and_again_for_now_it_gives_up_while_somebody_still_waits()
    {
        _twilio.Always = ProviderFault.Error(429, 20429);
        var begun = _portal.Clock.GetUtcNow();

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryFault.ProviderDown, 7), (job.State, job.Fault, job.Attempts));
        Assert.InRange(_portal.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
        Assert.Empty(_twilio.Taken);
    }

    public static TheoryData<string> Unclear => ["500", "503", "page", "dropped", "hangs", "wrong200"];

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task Taken_but_not_heard_of_it_is_found_and_not_sent_again(string fault)
    {
        _twilio.Faults.Enqueue(Fault(fault, accepts: true));

        var job = await SendAsync();

        Assert.Equal(DeliveryState.Accepted, job.State);
        Assert.Equal(_twilio.Taken.Single().Sid, job.ProviderId);
        Assert.Single(_twilio.Posts);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("page")]
    [InlineData("dropped")]
    [InlineData("hangs")]
    public async Task Not_taken_it_is_sent_again_once_that_is_known(string fault)
    {
        _twilio.Faults.Enqueue(Fault(fault, accepts: false));

        var job = await SendAsync();

        Assert.Equal(DeliveryState.Accepted, job.State);
        Assert.Single(_twilio.Taken);
        Assert.Equal(2, _twilio.Posts.Count());
    }

    [Fact]
    public async Task A_list_that_lags_behind_is_asked_twice()
    {
        _twilio.Lists = false;
        _twilio.Faults.Enqueue(ProviderFault.DroppedAfter);
        var id = await _portal.PostAsync(Posting.Text(Number, "123456"));
        await _portal.DeliverAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(2));
        await _portal.DeliverAsync();
        Assert.Equal(DeliveryState.Checking, (await _portal.JobAsync(id)).State);
        _twilio.Lists = true;

        var job = await _portal.FollowAsync(id, DeliveryState.Accepted);

        Assert.Single(_twilio.Taken);
        Assert.Equal(2, _twilio.Requests.Count(request => request.Method == "GET"));
        Assert.Equal(_twilio.Taken.Single().Sid, job.ProviderId);
    }

    [Fact]
    public async Task Where_nothing_can_be_known_the_same_code_comes_twice_and_never_two_codes()
    {
        _twilio.Lists = false;
        _twilio.Faults.Enqueue(ProviderFault.DroppedAfter);

        var job = await SendAsync();

        Assert.Equal(DeliveryState.Accepted, job.State);
        Assert.Equal(["123456", "123456"], _twilio.Taken.Select(message => message.Code));
    }

    [Fact]
    public async Task While_it_cannot_be_looked_up_it_is_not_sent_again()
    {
        _twilio.Faults.Enqueue(ProviderFault.DroppedAfter);
        _twilio.ListStatus = 503;

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryFault.ProviderDown), (job.State, job.Fault));
        Assert.Single(_twilio.Posts);
    }

    [Fact]
    public async Task An_older_text_to_the_same_number_is_not_taken_for_this_one()
    {
        await SendAsync(code: "111111");
        _twilio.Faults.Enqueue(ProviderFault.DroppedBefore);

        var job = await SendAsync(code: "222222");

        Assert.Equal(DeliveryState.Accepted, job.State);
        Assert.Equal(["111111", "222222"], _twilio.Taken.Select(message => message.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_template_that_was_taken_unheard_is_found_with_or_without_its_text(bool listsText)
    {
        _twilio.ListsTemplateText = listsText;
        _twilio.Faults.Enqueue(ProviderFault.DroppedAfter);
        var id = await _portal.PostAsync(Posting.WhatsApp(Number, "123456"));

        var job = await _portal.FollowAsync(id, DeliveryState.Accepted);

        Assert.Single(_twilio.Taken);
        Assert.Equal(_twilio.Taken.Single().Sid, job.ProviderId);
    }

    [Fact]
    public async Task A_message_that_fails_at_once_has_failed()
    {
        _twilio.Begins = ("failed", 21610);

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryFault.OptedOut), (job.State, job.Fault));
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_tried_again_until_it_would_be_too_late()
    {
        await using var portal = new Portal([.. _twilio.Settings().Where(setting => setting.Item1 != "Delivery:Twilio:BaseUrl"),
            ("Delivery:Twilio:BaseUrl", "https://twilio.invalid")]);
        var id = await portal.PostAsync(Posting.Text(Number, "123456"));

        var job = await portal.FollowAsync(id, DeliveryState.Failed);

        Assert.Equal(DeliveryFault.ProviderDown, job.Fault);
        Assert.Contains("NameResolutionError", job.Error);
        Assert.Equal(7, job.Attempts);
    }

    [Fact]
    public async Task A_text_that_nobody_waits_for_is_not_given_up_while_Twilio_refuses_us()
    {
        _twilio.Always = ProviderFault.Error(401, 20003);
        var id = await _portal.PostAsync(Posting.Text(Number, "123456"), lifetime: TimeSpan.FromDays(3));
        for (var i = 0; i < 12; i++)
        {
            await _portal.DeliverAsync();
            _portal.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Equal((DeliveryState.Pending, 12), ((await _portal.JobAsync(id)).State, _twilio.Posts.Count()));
        _twilio.Always = null;
        await _portal.FollowAsync(id, DeliveryState.Accepted);

        Assert.Single(_twilio.Taken);
    }

    [Fact]
    public async Task An_expired_code_is_not_sent()
    {
        var id = await _portal.PostAsync(Posting.Text(Number, "123456"));
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));

        await _portal.DeliverAsync();

        Assert.Equal(DeliveryState.Expired, (await _portal.JobAsync(id)).State);
        Assert.Empty(_twilio.Requests);
    }

    [Fact]
    public async Task A_code_that_a_newer_one_voided_is_not_sent_a_second_time()
    {
        _twilio.Faults.Enqueue(ProviderFault.DroppedBefore);
        var first = await _portal.PostAsync(Posting.Text(Number, "111111"), group: "code:1");
        await _portal.DeliverAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await _portal.PostAsync(Posting.Text(Number, "222222"), group: "code:1");

        Assert.Equal(DeliveryState.Cancelled, (await _portal.FollowAsync(first, DeliveryState.Cancelled)).State);
        Assert.Equal("222222", Assert.Single(_twilio.Taken).Code);
    }

    private async Task<OutboxMessage> SendAsync(string code = "123456") =>
        await _portal.FollowAsync(
            await _portal.PostAsync(Posting.Text(Number, code)), DeliveryState.Accepted, DeliveryState.Failed, DeliveryState.Expired);

    private static ProviderFault Fault(string name, bool accepts) => name switch
    {
        "500" => ProviderFault.Error(500, 20500, accepts: accepts),
        "503" => ProviderFault.Error(503, 20503, retryAfter: 1, accepts: accepts),
        "page" => ProviderFault.Page(502, accepts),
        "dropped" => accepts ? ProviderFault.DroppedAfter : ProviderFault.DroppedBefore,
        "hangs" => accepts ? ProviderFault.HangsAfter : ProviderFault.HangsBefore,
        "wrong200" => ProviderFault.Wrong200,
        _ => throw new ArgumentException(name),
    };
}
