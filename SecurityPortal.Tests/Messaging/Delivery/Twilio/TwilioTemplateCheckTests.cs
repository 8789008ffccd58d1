using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SecurityPortal.Messaging.Delivery.Twilio;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Twilio;

/// <summary>The operator learns from Twilio that a template is unusable before people notice that no codes arrive.</summary>
public sealed class TwilioTemplateCheckTests : IAsyncDisposable
{
    private readonly FakeTwilio _twilio = new();
    private readonly FakeLogCollector _log = new();

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    [Theory]
    [InlineData("rejected", "INVALID_FORMAT")]
    [InlineData("paused", "none")]
    [InlineData("disabled", "none")]
    [InlineData("pending", "none")]
    public async Task One_that_does_not_serve_raises_one_alarm_and_one_that_serves_again_is_told(string state, string reason)
    {
        await using var portal = NewPortal();
        Says("approved", "");
        await CheckAsync(portal);
        Assert.Empty(Told());

        Says(state, reason == "none" ? "" : reason);
        await CheckAsync(portal);
        await CheckAsync(portal);

        var told = Assert.Single(Told());
        Assert.Equal((2018, LogLevel.Critical), (told.Id.Id, told.Level));
        Assert.Contains($"{FakeTwilio.ContentSid} at Twilio: {state} ({reason}).", told.Message, StringComparison.Ordinal);
        Says("approved", "");
        await CheckAsync(portal);
        Assert.Equal((2019, LogLevel.Warning), (Told()[^1].Id.Id, Told()[^1].Level));
        Assert.All(_twilio.Requests, request => Assert.StartsWith("Basic ", request.Authorization, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404, "{}", "missing")]
    [InlineData(200, """{"whatsapp":null}""", "unsubmitted")]
    [InlineData(200, """{"whatsapp":{"status":"<b>"}}""", "unsubmitted")]
    public async Task One_that_is_not_there_or_was_never_submitted_raises_it_too(int status, string body, string state)
    {
        await using var portal = NewPortal();
        _twilio.Approval = (status, body);

        await CheckAsync(portal);

        Assert.Contains($"at Twilio: {state} (none).", Assert.Single(Told()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "{}")]
    [InlineData(500, "{}")]
    [InlineData(200, "<html>Bad gateway</html>")]
    public async Task What_cannot_be_known_says_nothing_of_the_template(int status, string body)
    {
        await using var portal = NewPortal();
        _twilio.Approval = (status, body);

        await CheckAsync(portal);

        Assert.NotEmpty(_twilio.Requests);
        Assert.Empty(Told());
    }

    [Fact]
    public async Task Nothing_is_asked_where_WhatsApp_goes_another_way_or_Twilio_has_another_address()
    {
        await using var elsewhere = NewPortal(asksThere: false);
        await CheckAsync(elsewhere);
        await using var without = NewPortal(hasWhatsApp: false);
        await CheckAsync(without);

        Assert.Empty(_twilio.Requests);
    }

    private void Says(string state, string reason) => _twilio.Approval = (200,
        $$$"""{"sid":"{{{FakeTwilio.ContentSid}}}","whatsapp":{"type":"whatsapp","category":"AUTHENTICATION","status":"{{{state}}}","rejection_reason":"{{{reason}}}"}}""");

    private static Task CheckAsync(Portal portal) => portal.Get<TwilioTemplateCheck>().RunAsync();

    private Portal NewPortal(bool hasWhatsApp = true, bool asksThere = true) => new(
        [.. _twilio.Settings(whatsApp: hasWhatsApp), ("Delivery:Twilio:ContentUrl", asksThere ? _twilio.Url : "")])
    {
        WithServices = services => services.Replace(ServiceDescriptor.Singleton(
            LoggerFactory.Create(logging => logging.AddProvider(new FakeLoggerProvider(_log))))),
    };

    private IReadOnlyList<FakeLogRecord> Told() => [.. _log.GetSnapshot().Where(record => record.Id.Id is 2018 or 2019)];
}
