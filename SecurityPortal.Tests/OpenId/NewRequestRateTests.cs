using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Requests are stored before anybody is signed in, so strangers could fill the database with them.</summary>
[OnBothDatabases]
public sealed class NewRequestRateTests : IAsyncDisposable
{
    private const int PerNetwork = 30;
    private readonly ComesFrom _from = new("192.0.2.1");
    private readonly Portal _portal;
    private readonly RelyingParty _shop;

    public NewRequestRateTests()
    {
        _portal = new([.. OpenIdPortal.Settings, ("OpenId:AuthorizationsPerMinute", $"{PerNetwork / 10}")])
        {
            WithServices = services => services.AddSingleton<IStartupFilter>(_from),
        };
        _shop = new(_portal);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task From_one_network_so_many_requests_are_stored_in_a_minute_and_no_more()
    {
        var first = await BeginAsync(_shop.Url());
        var others = await Task.WhenAll(Enumerable.Range(1, PerNetwork + 9).Select(_ => Task.Run(() => BeginAsync(_shop.Url()))));

        Assert.Equal(10, others.Count(way => way.StartsWith(_shop.Redirect, StringComparison.Ordinal)
            && way.Contains("error=temporarily_unavailable", StringComparison.Ordinal)));
        Assert.Equal(PerNetwork - 1, others.Count(IsStored));
        Assert.Equal(PerNetwork, await CountAsync());

        // Whoever has begun goes on, and so do other networks.
        Assert.StartsWith("/sign-in?returnUrl=", (await _portal.Browser().GetAsync(first)).Path);
        _from.Address = "198.51.100.7";
        Assert.True(IsStored(await BeginAsync(_shop.Url())));
        _from.Address = "192.0.2.1";
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(IsStored(await BeginAsync(_shop.Url())));
    }

    [Fact]
    public async Task Whoever_is_sent_back_to_no_application_reads_what_to_do()
    {
        for (var time = 0; time < PerNetwork; time++)
        {
            await BeginAsync("/connect/logout");
        }

        var browser = await _portal.Browser().GetAsync("/connect/logout");

        Assert.Equal(
            "Too many requests came from your network. Wait a while, then go back to the application and try again.",
            browser.Page!.QuerySelector("[data-testid=too-many]")!.TextContent);
        Assert.Null(browser.Page.QuerySelector("[data-testid=error]"));
    }

    [Fact]
    public async Task A_stored_request_goes_once_it_has_expired()
    {
        await BeginAsync(_shop.Url());
        await _portal.Get<OpenIdCleanup>().RunAsync();
        Assert.Equal(1, await CountAsync());

        _portal.Clock.Advance(TimeSpan.FromMinutes(61));
        await _portal.Get<OpenIdCleanup>().RunAsync();

        Assert.Equal(0, await CountAsync());
    }

    private static bool IsStored(string way) => way.Contains("request_uri=", StringComparison.Ordinal);

    /// <summary>Sends a request as a stranger; returns where it leads.</summary>
    private async Task<string> BeginAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var answer = await _portal.Browser().SendAsync(request);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<int> CountAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<OpenIddictEntityFrameworkCoreToken>().CountAsync();
    }
}
