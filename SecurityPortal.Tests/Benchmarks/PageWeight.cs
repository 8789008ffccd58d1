using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>How long a person waits for the two-factor page, and how much it downloads.</summary>
public sealed partial class PageWeight
{
    private const int Requests = 200;

    [OnDemand]
    public async Task Time_to_first_byte_and_bytes_of_the_two_factor_page_beside_stock()
    {
        await using var portal = new ThisPortal();
        await using var stock = new StockIdentity();
        var figures = new Figures(
            $"The two-factor page (median and 95th of {Requests} requests, one at a time; bytes on the wire, compressed)",
            "", "first byte ms", "95th ms", "page B", "files", "files B", "files B again");
        foreach (var contender in new Contender[] { portal, stock })
        {
            await contender.PrepareAsync(people: 1);
            await contender.StartAsync();
            await MeasureAsync(contender, figures);
        }

        figures.Print($"{typeof(PageWeight).FullName}.{nameof(Time_to_first_byte_and_bytes_of_the_two_factor_page_beside_stock)}");
    }

    private static async Task MeasureAsync(Contender contender, Figures figures)
    {
        using var connection = FormClient.NewConnection();
        var client = new FormClient(connection, contender.Address);
        await contender.TypePasswordAsync(client, contender is ThisPortal ? "alice" : "plain-0");
        List<double> times = [];
        long page = 0;
        for (var i = -20; i < Requests; i++)
        {
            var clock = Stopwatch.StartNew();
            using var response = await client.FetchAsync(contender.MethodsPath);
            var time = clock.Elapsed.TotalMilliseconds;
            page = (await response.Content.ReadAsByteArrayAsync()).Length;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            if (i >= 0)
            {
                times.Add(time);
            }
        }

        await client.GetAsync(contender.MethodsPath);
        Assert.Contains("wo-factor authentication", client.Page, StringComparison.OrdinalIgnoreCase);
        var files = Files().Matches(client.Page).Select(match => match.Groups[1].Value).Where(file => !file.StartsWith("data:")).Distinct().ToList();
        long bytes = 0, again = 0;
        foreach (var file in files)
        {
            using var response = await client.FetchAsync($"/{file.TrimStart('/')}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var length = (await response.Content.ReadAsByteArrayAsync()).Length;
            Assert.NotEqual(0, length);
            bytes += length;
            again += response.Headers.CacheControl?.ToString().Contains("immutable") == true ? 0 : length;
        }

        times.Sort();
        figures.Add(
            contender.Name, $"{Figures.Median(times):F1}", $"{times[(int)(times.Count * 0.95)]:F1}", page, files.Count, bytes, again);
    }

    [GeneratedRegex("<(?:link[^>]*rel=\"stylesheet\"[^>]*href|script[^>]*src)=\"([^\"]+)\"")]
    private static partial Regex Files();
}
