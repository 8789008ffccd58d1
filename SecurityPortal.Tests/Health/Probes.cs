using System.Net;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Health;

/// <summary>What a proxy asks a node.</summary>
[OnBothDatabases]
public sealed class Probes : IAsyncDisposable
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

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
    {
        var response = await _portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
