using System.Net;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Where researchers report a vulnerability (RFC 9116).</summary>
public sealed class SecurityTxtTests
{
    [Fact]
    public async Task It_says_what_the_settings_say_and_runs_out_within_a_year()
    {
        await using var portal = new Portal(
            ("Portal:SecurityTxt:Contacts:0", "mailto:security@example.com"), ("Portal:SecurityTxt:Contacts:1", "https://example.com/report"),
            ("Portal:SecurityTxt:Policy", "https://example.com/disclosure"),
            ("Portal:SecurityTxt:Languages:0", "en"), ("Portal:SecurityTxt:Languages:1", "pt-BR"));

        var answer = await GetAsync(portal);

        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal(
            [
                "Contact: mailto:security@example.com", "Contact: https://example.com/report",
                $"Expires: {portal.Clock.GetUtcNow().UtcDateTime.Date.AddDays(90):yyyy-MM-dd}T00:00:00Z", "Preferred-Languages: en, pt-BR",
                "Canonical: https://localhost/.well-known/security.txt", "Policy: https://example.com/disclosure", "",
            ],
            lines);
    }

    [Fact]
    public async Task Without_a_contact_there_is_none()
    {
        await using var portal = new Portal();

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(portal)).StatusCode);
    }

    [Theory]
    [InlineData("Portal:SecurityTxt:Contacts:0", "security@example.com", "begins with mailto:, https:// or tel:")]
    [InlineData("Portal:SecurityTxt:Contacts:0", "http://example.com", "begins with mailto:, https:// or tel:")]
    [InlineData("Portal:SecurityTxt:Contacts:0", "https://example.com\nContact: https://evil.example", "begins with mailto:, https:// or tel:")]
    [InlineData("Portal:SecurityTxt:Policy", "http://example.com", "Portal:SecurityTxt:Policy is 'http://example.com'.")]
    [InlineData("Portal:SecurityTxt:Policy", "https://example.com", "Portal:SecurityTxt has no Contacts.")]
    [InlineData("Portal:SecurityTxt:Languages:0", "English, please", "Give a language tag")]
    public async Task What_it_could_not_say_is_refused_at_start(string key, string value, string told)
    {
        await using var portal = new Portal((key, value));

        var fault = Assert.ThrowsAny<Exception>(() => portal.Get<IOptions<PortalOptions>>().Value);

        Assert.Contains(told, fault.ToString());
    }

    private static Task<HttpResponseMessage> GetAsync(Portal portal) =>
        portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/.well-known/security.txt"));
}
