using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>The nginx configuration files for operators.</summary>
public sealed class ProxyFilesTests
{
    [Theory]
    [InlineData("nginx.conf")]
    [InlineData("nginx-one-node.conf")]
    public async Task Nginx_takes_the_file(string file) => Assert.Null(await OneNodeProxy.FaultAsync(file));

    [Fact]
    public async Task Plain_HTTP_is_sent_to_TLS_by_both_protocols_of_the_internet_and_TLS_speaks_HTTP_2()
    {
        await using var proxy = await OneNodeProxy.StartAsync(FreePorts.Find(4), FreePorts.Find(1)[0]);

        foreach (var plain in new[] { $"http://127.0.0.1:{proxy.Ports[1]}", $"http://[::1]:{proxy.Ports[3]}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{plain}/sign-in?x=1");
            request.Headers.Host = "localhost";
            using var answer = await proxy.Connection.SendAsync(request, CancellationToken.None);

            Assert.Equal((HttpStatusCode.MovedPermanently, "https://localhost/sign-in?x=1"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }

        foreach (var secure in new[] { $"https://127.0.0.1:{proxy.Ports[0]}", $"https://[::1]:{proxy.Ports[2]}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{secure}/health/ready")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var answer = await proxy.Connection.SendAsync(request, CancellationToken.None);

            Assert.Equal((HttpStatusCode.NotFound, HttpVersion.Version20), (answer.StatusCode, answer.Version));
        }
    }

    // No node is running, so that the errors nginx logs about that are tested as well.
    [Theory]
    [InlineData("/sign-in/reset-password?token=s3cret-of-a-link")]
    [InlineData("/notices/s3cret-of-a-link")]
    [InlineData("/pass/s3cret-of-a-link")]
    public async Task What_a_link_holds_is_in_none_of_its_logs(string path)
    {
        await using var proxy = await OneNodeProxy.StartAsync(FreePorts.Find(4), FreePorts.Find(1)[0]);

        using var answer = await proxy.Connection.SendAsync(
            new(HttpMethod.Get, $"https://127.0.0.1:{proxy.Ports[0]}{path}") { Headers = { Referrer = new Uri($"https://localhost{path}") } }, CancellationToken.None);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.True(SpinWait.SpinUntil(() => proxy.Logs.Contains("\"GET /", StringComparison.Ordinal), TimeSpan.FromMinutes(1)), "nginx logged nothing.");
        Assert.DoesNotContain("s3cret", proxy.Logs, StringComparison.Ordinal);
    }
}
