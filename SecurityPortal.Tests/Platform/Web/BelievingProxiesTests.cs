using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Which proxies are trusted to state a browser's address.</summary>
public sealed class BelievingProxiesTests
{
    [Theory]
    [InlineData(null, "198.51.100.9", "203.0.113.7", "198.51.100.9")]
    [InlineData("192.0.2.10", "198.51.100.9", "203.0.113.7", "198.51.100.9")]
    [InlineData("192.0.2.10", "192.0.2.10", "203.0.113.7", "203.0.113.7")]
    [InlineData("192.0.2.0/24", "192.0.2.200", "203.0.113.7", "203.0.113.7")]
    [InlineData("192.0.2.0/24", "192.0.3.1", "203.0.113.7", "192.0.3.1")]
    [InlineData("2001:db8:5::/48", "2001:db8:5::9", "203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:192.0.2.10", "192.0.2.10", "203.0.113.7", "203.0.113.7")]
    [InlineData("192.0.2.10", "::ffff:192.0.2.10", "203.0.113.7", "203.0.113.7")]
    [InlineData("192.0.2.10", "192.0.2.10", "2001:db8::7", "2001:db8::7")]
    [InlineData("192.0.2.10", "192.0.2.10", "[2001:db8::7]:5555", "2001:db8::7")]
    [InlineData("192.0.2.10", "192.0.2.10", "203.0.113.7:5555", "203.0.113.7")]
    public async Task Only_a_proxy_of_ours_says_where_a_browser_is(string? known, string comesFrom, string says, string isSeenAs) =>
        Assert.Equal(isSeenAs, await SeenAsync(known is null ? [] : [known], comesFrom, says));

    [Theory]
    [InlineData("203.0.113.7, 192.0.2.20", "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7, 192.0.2.20", "203.0.113.7")]
    [InlineData("192.0.2.20", "192.0.2.20")]
    public async Task Of_several_proxies_in_a_row_all_are_passed_and_the_first_that_is_not_ours_is_the_browser(
        string says, string isSeenAs) =>
        Assert.Equal(isSeenAs, await SeenAsync(["192.0.2.10", "192.0.2.20"], "192.0.2.10", says));

    [Theory]
    [InlineData("198.51.100.20")]
    [InlineData("::ffff:198.51.100.20")]
    public async Task An_address_has_one_spelling(string comesFrom) =>
        Assert.Equal("198.51.100.20", await SeenAsync([], comesFrom, ""));

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.1")]
    [InlineData("10.0.0.0/")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("proxy.example.com")]
    [InlineData("")]
    public async Task What_is_no_address_and_no_network_stops_the_start_and_is_named(string entry)
    {
        await using var portal = new Portal(("Proxy:KnownProxies:0", "192.0.2.10"), ("Proxy:KnownProxies:1", entry));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Contains($"Proxy:KnownProxies:1 is '{entry}'.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("KnownProxies:0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_in_one_setting_is_not_passed_over_in_silence()
    {
        await using var portal = new Portal(("Proxy:KnownProxies", "192.0.2.10,192.0.2.20"));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Contains("Proxy:KnownProxies is a list", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<string> SeenAsync(string[] known, string comesFrom, string says)
    {
        await using var portal = new Portal([.. known.Select((proxy, index) => ($"Proxy:KnownProxies:{index}", proxy))])
        {
            WithServices = services => services.AddSingleton<IStartupFilter>(new ComesFrom(comesFrom)),
        };
        var browser = portal.Browser();
        await browser.GetAsync("/sign-in");
        var (url, content) = browser.Form(("login", "alice@example.com"), ("password", Portal.Password));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("X-Forwarded-For", says);
        await browser.SendAsync(request);

        await using var db = await portal.OpenDatabaseAsync();
        return (await db.Set<PortalSession>().SingleAsync()).Address;
    }
}
