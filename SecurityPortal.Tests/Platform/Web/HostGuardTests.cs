using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Options;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The host name that the portal answers to, and what it tells browsers about it.</summary>
public sealed class HostGuardTests
{
    private const string PublicUrl = "https://portal.example.com";

    [Theory]
    [InlineData("evil.example")]
    [InlineData("portal.example.com.evil.example")]
    [InlineData("evil.example:443")]
    [InlineData("127.0.0.1")]
    public async Task Another_name_than_its_own_is_refused(string host)
    {
        await using var portal = ProductionPortal.Create(("Portal:PublicUrl", PublicUrl));

        var answer = await GetAsync(portal, $"https://{host}/settings/account");

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("frame-ancestors 'none'", string.Concat(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("https://portal.example.com/sign-in")]
    [InlineData("https://PORTAL.example.com:443/sign-in")]
    [InlineData("http://10.0.0.11:5080/health/live")]
    public async Task Its_own_name_serves_and_probes_may_come_by_the_address_of_the_node(string url)
    {
        await using var portal = ProductionPortal.Create(("Portal:PublicUrl", PublicUrl));

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(portal, url)).StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings/account")]
    [InlineData("/sign-in/verify")]
    public async Task Whoever_is_led_on_is_led_by_path_whatever_name_the_request_claims(string path)
    {
        await using var portal = new Portal();

        var answer = await GetAsync(portal, $"https://evil.example{path}");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Browsers_are_told_to_come_by_TLS_alone_for_a_year_to_all_names_below()
    {
        await using var portal = ProductionPortal.Create(("Portal:PublicUrl", PublicUrl));

        var answer = await GetAsync(portal, $"{PublicUrl}/sign-in");

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData("Portal:PublicUrl", "http://portal.example.com", "Portal:PublicUrl must begin with https://")]
    [InlineData("Portal:Name", "Acme: IT", "Portal:Name must not contain a colon")]
    public async Task What_would_go_wrong_later_stops_the_start(string key, string value, string sentence)
    {
        await using var portal = ProductionPortal.Create((key, value));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> GetAsync(Portal portal, string url) =>
        portal.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }).GetAsync(new Uri(url));
}
