using Microsoft.Extensions.Configuration;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Configuration;

/// <summary>Where the portal listens, configured by addresses or by ports alone.</summary>
public sealed class ListeningTests
{
    [Theory]
    [InlineData(false, "http://localhost:5080")]
    [InlineData(true, "http://localhost:8080", "http_ports", "8080;8081")]
    [InlineData(true, "http://localhost:5080", "https_ports", "8443")]
    [InlineData(true, "http://0.0.0.0:6000", "urls", "http://0.0.0.0:6000/;http://[::]:6000")]
    [InlineData(true, "http://localhost:5080", "Kestrel:Endpoints:Http:Url", "http://*:80")]
    public void The_default_is_for_those_who_say_nothing(bool isSaid, string local, params string[] setting)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(setting.Length == 0 ? [] : [new(setting[0], setting[1])]).Build();

        Assert.Equal((isSaid, local), (configuration.SaysWhereToListen(), configuration.LocalUrl()));
    }

    [Fact]
    public async Task A_container_that_is_given_a_port_is_reached_there()
    {
        var port = FreePorts.Find(1)[0];
        var folder = Directory.CreateTempSubdirectory("portal-container-").FullName;
        await using (var process = PortalProcess.Start(
            PortalProcess.Program,
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_HTTP_PORTS", $"{port}"),
            ("ConnectionStrings__Portal", $"Data Source={Path.Combine(folder, "portal.db")}"), ("Database__KeyRing", Path.Combine(folder, "keys"))))
        {
            string? line;
            while ((line = await process.ReadLineAsync()) is not null && !line.Contains("Now listening on", StringComparison.Ordinal))
            {
            }

            Assert.EndsWith($":{port}", line, StringComparison.Ordinal);
            using var http = new HttpClient();
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/health/live")));
        }

        Directory.Delete(folder, recursive: true);
    }
}
