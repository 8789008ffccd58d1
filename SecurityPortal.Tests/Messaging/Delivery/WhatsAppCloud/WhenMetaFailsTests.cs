using SecurityPortal.Hosting.Cli;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.WhatsAppCloud;

/// <summary>What goes wrong at Meta, or on the way there, and how many messages the person gets.</summary>
public sealed class WhenMetaFailsTests : IAsyncDisposable
{
    private const string Number = "+447700900123";
    private readonly FakeMeta _meta = new();
    private readonly Portal _portal;

    public WhenMetaFailsTests() => _portal = new Portal(_meta.Settings());

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Theory]
    [InlineData(400, 131026, "NotOnWhatsApp")]
    [InlineData(400, 100, "NotOnWhatsApp")]
    [InlineData(400, 131050, "OptedOut")]
    [InlineData(400, 131049, "Blocked")]
    [InlineData(400, 130497, "RegionNotServed")]
    [InlineData(401, 190, "ProviderDown")]
    [InlineData(403, 131005, "ProviderDown")]
    [InlineData(404, 132001, "ProviderDown")]
    [InlineData(400, 132000, "ProviderDown")]
    [InlineData(400, 132015, "ProviderDown")]
    [InlineData(400, 999999, "Unknown")]
    public async Task A_refusal_is_final_and_says_why(int status, int code, string fault)
    {
        _meta.Always = ProviderFault.Error(status, code);

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, fault, $"WhatsApp {code}"), (job.State, job.Fault.ToString(), job.Error?.Split(':')[0]));
        Assert.Single(_meta.Posts);
    }

    [Theory]
    [InlineData(132001, "WhatsApp 132001: no approved template of this name and language")]
    [InlineData(132015, "WhatsApp 132015: the template is paused")]
    [InlineData(132016, "WhatsApp 132016: the template is disabled")]
    public async Task What_is_wrong_with_the_template_is_said_by_a_test_of_the_operators(int code, string told)
    {
        _meta.Always = ProviderFault.Error(400, code);
        using var output = new StringWriter();

        Assert.Equal(1, await PortalCommands.RunAsync(_portal.Services, ["delivery", "test", "whatsapp", Number], output, output));

        Assert.Contains($"Failed: {told}", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(130429)]
    [InlineData(131056)]
    [InlineData(80007)]
    [InlineData(4)]
    public async Task Told_that_it_is_too_much_it_comes_back_later(int code)
    {
        _meta.Faults.Enqueue(ProviderFault.Error(400, code));

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Accepted, 2), (job.State, job.Attempts));
        Assert.Single(_meta.Taken);
    }

    public static TheoryData<string> Unclear => ["500", "1", "131000", "dropped", "hangs", "wrong200"];

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task Taken_but_not_heard_of_a_webhook_with_the_jobs_id_stands_in_for_the_answer(string fault)
    {
        _meta.Faults.Enqueue(Fault(fault, accepts: true));
        var id = await _portal.PostAsync(Posting.WhatsApp(Number, "123456"));
        await _portal.DeliverAsync();
        Assert.Equal(DeliveryState.Checking, (await _portal.JobAsync(id)).State);

        await _portal.Browser().SendAsync(FakeMeta.Webhook(_meta.Taken.Single(), "sent"));
        var job = await _portal.FollowAsync(id, DeliveryState.Accepted);

        Assert.Equal(_meta.Taken.Single().Id, job.ProviderId);
        Assert.Null(job.Payload);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await _portal.DeliverAsync();
        Assert.Single(_meta.Posts);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("1")]
    [InlineData("dropped")]
    [InlineData("hangs")]
    public async Task Without_a_word_the_same_code_is_sent_again(string fault)
    {
        _meta.Faults.Enqueue(Fault(fault, accepts: true));
        var begun = _portal.Clock.GetUtcNow();

        var job = await SendAsync();

        Assert.Equal(DeliveryState.Accepted, job.State);
        Assert.Equal(["123456", "123456"], _meta.Taken.Select(message => message.Code));
        Assert.InRange(_portal.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_template_that_is_paused_is_no_acceptance()
    {
        _meta.Status = "paused";

        var job = await SendAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryFault.ProviderDown), (job.State, job.Fault));
    }

    private async Task<OutboxMessage> SendAsync() => await _portal.FollowAsync(
        await _portal.PostAsync(Posting.WhatsApp(Number, "123456")), DeliveryState.Accepted, DeliveryState.Failed);

    private static ProviderFault Fault(string name, bool accepts) => name switch
    {
        "500" => ProviderFault.Page(500, accepts),
        "1" => ProviderFault.Error(500, 1, accepts: accepts),
        "131000" => ProviderFault.Error(500, 131000, accepts: accepts),
        "dropped" => new(FaultKind.Drop, accepts),
        "hangs" => new(FaultKind.Hang, accepts),
        "wrong200" => ProviderFault.Wrong200,
        _ => throw new ArgumentException(name),
    };
}
