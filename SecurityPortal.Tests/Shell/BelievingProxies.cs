using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Shell;

/// <summary>Whose word is taken for where a browser is.</summary>
public sealed class BelievingProxies
{
    [Theory]
    [InlineData(null, "198.51.100.9", "198.51.100.9")]
    [InlineData("192.0.2.10", "198.51.100.9", "198.51.100.9")]
    [InlineData("192.0.2.10", "192.0.2.10", "203.0.113.7")]
    public async Task Only_a_proxy_of_ours_says_where_a_browser_is(string? known, string comesFrom, string isSeenAs)
    {
        await using var portal = new Portal(known is null ? [] : [("Proxy:KnownProxies:0", known)])
        {
            WithServices = services => services.AddSingleton<IStartupFilter>(new ComesFrom(IPAddress.Parse(comesFrom))),
        };
        var browser = portal.Browser();
        await browser.GetAsync("/sign-in");
        var (url, content) = browser.Form(("login", "alice@example.com"), ("password", Portal.Password));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        await browser.SendAsync(request);

        await using var db = await portal.OpenDatabaseAsync();
        Assert.Equal(isSeenAs, (await db.Set<PortalSession>().SingleAsync()).Address);
    }

    /// <summary>The test server has no connections, and so no addresses, of its own.</summary>
    private sealed class ComesFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                context.Connection.RemoteIpAddress = address;
                return go(context);
            });
            next(app);
        };
    }
}
