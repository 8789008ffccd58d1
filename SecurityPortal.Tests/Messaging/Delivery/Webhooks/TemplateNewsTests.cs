using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SecurityPortal.Messaging.Delivery.Webhooks;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Webhooks;

/// <summary>The operator learns that a template is unusable before people notice that no codes arrive.</summary>
public sealed class TemplateNewsTests : IAsyncDisposable
{
    private readonly FakeMeta _meta = new();
    private readonly FakeLogCollector _log = new();
    private readonly Portal _portal;

    public TemplateNewsTests() => _portal = new Portal(_meta.Settings())
    {
        WithServices = services => services.Replace(ServiceDescriptor.Singleton(
            LoggerFactory.Create(logging => logging.AddProvider(new FakeLoggerProvider(_log))))),
    };

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Theory]
    [InlineData("REJECTED", "INVALID_FORMAT")]
    [InlineData("PAUSED", "NONE")]
    [InlineData("DISABLED", "NONE")]
    [InlineData("ARCHIVED", "NONE")]
    public async Task One_that_was_rejected_paused_or_disabled_raises_an_alarm(string happened, string reason)
    {
        Assert.Equal(HttpStatusCode.OK, await TellAsync("verification_code", "en-US", happened, reason));

        var told = Assert.Single(Told());
        Assert.Equal((2015, LogLevel.Critical), (told.Id.Id, told.Level));
        Assert.Contains($"'verification_code' (en_US): {happened} ({reason})", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_serves_again_is_told_and_is_no_alarm()
    {
        await TellAsync("verification_code", "en_US", "APPROVED", "NONE");

        var told = Assert.Single(Told());
        Assert.Equal((2016, LogLevel.Warning), (told.Id.Id, told.Level));
    }

    [Theory]
    [InlineData("an_advertisement", "en_US", "REJECTED")]
    [InlineData("verification_code", "de", "REJECTED")]
    [InlineData("verification_code", "en_US", "something\\nelse")]
    [InlineData("verification_code", "en_US", "")]
    public async Task Others_and_what_is_no_event_are_no_matter(string template, string language, string happened)
    {
        Assert.Equal(HttpStatusCode.OK, await TellAsync(template, language, happened, "NONE"));

        Assert.Empty(Told());
    }

    [Fact]
    public async Task Whoever_cannot_sign_it_raises_no_alarm()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await TellAsync("verification_code", "en_US", "REJECTED", "NONE", secret: "another"));

        Assert.Empty(Told());
    }

    [Fact]
    public async Task A_message_that_was_taken_and_refused_later_for_its_template_raises_an_alarm()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await person.HasAsync(MethodIds.Sms, MethodIds.WhatsApp);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=WhatsApp");
        await _portal.DeliverAsync();

        await _portal.Browser().SendAsync(FakeMeta.Webhook(_meta.Taken.Single(), "failed", 132015));
        await _portal.DeliverAsync();

        var told = Assert.Single(Told());
        Assert.Equal((2017, LogLevel.Critical), (told.Id.Id, told.Level));
        Assert.Contains("WhatsApp 132015: the template is paused", told.Message, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> TellAsync(string template, string language, string happened, string reason, string secret = FakeMeta.AppSecret) =>
        (await _portal.Browser().SendAsync(FakeMeta.Webhook(
            $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","time":1,"changes":[{"field":"{{{TemplateNews.Field}}}","value":
            {"event":"{{{happened}}}","message_template_id":7,"message_template_name":"{{{template}}}","message_template_language":"{{{language}}}","reason":"{{{reason}}}"}}]}]}
            """,
            secret))).StatusCode;

    private IReadOnlyList<FakeLogRecord> Told() =>
        [.. _log.GetSnapshot().Where(record => record.Id.Id is >= 2015 and <= 2017 && record.Category!.StartsWith("SecurityPortal.Messaging.Delivery", StringComparison.Ordinal))];
}
