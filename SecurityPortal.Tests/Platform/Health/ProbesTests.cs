using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Health;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Health;

/// <summary>The health probes that a proxy sends to a node.</summary>
[OnBothDatabases]
public sealed class ProbesTests : IAsyncDisposable
{
    private readonly Portal _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_node_that_serves_says_so_in_one_word(string path) =>
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(path));

    [Fact]
    public async Task A_node_without_its_database_lives_and_is_not_ready()
    {
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Database.ExecuteSqlAsync($"""ALTER TABLE "SealedKeys" RENAME TO "Gone" """);
        }

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync("/health/ready"));
    }

    [Fact]
    public async Task A_node_whose_database_takes_nothing_is_not_ready_until_it_does_and_tells_of_it_once()
    {
        var (disk, log) = (new Disk(), new FakeLogCollector());
        await using var portal = new Portal
        {
            WithServices = services => services.ConfigureDbContext<PortalDbContext>(db => db.AddInterceptors(disk))
                .AddSingleton<ILogger<DatabaseReady>>(new FakeLogger<DatabaseReady>(log)),
        };
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/health/ready", portal)).Status);

        disk.IsFull = true;
        for (var probe = 0; probe < 3; probe++)
        {
            portal.Clock.Advance(DatabaseReady.WriteEvery);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync("/health/ready", portal));
        }

        disk.IsFull = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync("/health/ready", portal)).Status);
        portal.Clock.Advance(DatabaseReady.WriteEvery);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/health/ready", portal)).Status);
        Assert.Equal([7003, 7004], log.GetSnapshot().Select(line => line.Id.Id));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.OK, "Proxy:KnownProxies:0", "10.0.0.10")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Proxy:KnownProxys:0", "10.0.0.10")]
    [InlineData(HttpStatusCode.OK, "FORWARDEDHEADERS_ENABLED", "true")]
    [InlineData(HttpStatusCode.OK, "Portal:PublicUrl", "http://localhost")]
    public async Task A_node_behind_TLS_that_knows_no_proxy_is_not_ready_and_says_why(HttpStatusCode ready, params string[] setting)
    {
        await using var portal = new Portal(setting.Length == 0 ? [] : [(setting[0], setting[1])]);
        var log = new FakeLogger<ProxyReady>();
        var check = new ProxyReady(
            new OnHttp(), portal.Get<IConfiguration>(), new HostingEnvironment { EnvironmentName = "Production" },
            portal.Get<IOptions<PortalOptions>>(), log);

        var result = await check.CheckHealthAsync(new());

        Assert.Equal(ready == HttpStatusCode.OK, result.Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_proxy_that_is_not_known_is_told_of_once_and_a_request_makes_no_node_unready()
    {
        var log = new FakeLogger<ProxyReady>();
        var check = new ProxyReady(
            new OnHttp(), new ConfigurationBuilder().AddInMemoryCollection([new("Proxy:KnownProxies:0", "10.0.0.10")]).Build(),
            new HostingEnvironment { EnvironmentName = "Production" }, _portal.Get<IOptions<PortalOptions>>(), log);
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("::ffff:10.0.0.11") } };
        check.Watch(context);
        Assert.Empty(log.Collector.GetSnapshot());
        context.Request.Headers["X-Forwarded-Proto"] = "https";

        check.Watch(context);
        check.Watch(context);

        Assert.StartsWith("10.0.0.11 says that a browser uses TLS", Assert.Single(log.Collector.GetSnapshot()).Message);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new())).Status);
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path, Portal? portal = null)
    {
        var response = await (portal ?? _portal).Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Refuses writes when it is full, with the error that SQLite gives.</summary>
    private sealed class Disk : DbCommandInterceptor
    {
        public bool IsFull { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            IsFull ? throw new SqliteException("database or disk is full", 13) : ValueTask.FromResult(result);
    }

    private sealed class OnHttp : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public OnHttp() => Features.Set<IServerAddressesFeature>(new Addresses());

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }

        private sealed class Addresses : IServerAddressesFeature
        {
            ICollection<string> IServerAddressesFeature.Addresses { get; } = ["http://10.0.0.12:5080"];

            public bool PreferHostingUrls { get; set; }
        }
    }
}
