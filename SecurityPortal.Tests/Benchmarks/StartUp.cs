using System.Diagnostics;
using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>From starting the process to the first sign-in page in hand, with a database that is there already.</summary>
public sealed class StartUp
{
    private const int Starts = 5;

    [OnDemand]
    public async Task Time_to_the_first_sign_in_page_beside_stock()
    {
        await using var portal = new ThisPortal();
        await using var stock = new StockIdentity();
        Contender[] contenders = [portal, stock];
        var times = contenders.ToDictionary(contender => contender, _ => new List<double>());
        foreach (var contender in contenders)
        {
            await contender.PrepareAsync(people: 1);
            await MeasureAsync(contender);
        }

        for (var start = 0; start < Starts; start++)
        {
            foreach (var contender in contenders)
            {
                times[contender].Add(await MeasureAsync(contender));
            }
        }

        var figures = new Figures("Milliseconds from start to the first sign-in page (5 starts)", "", "median", "fastest", "slowest");
        foreach (var contender in contenders)
        {
            figures.Add(
                contender.Name, $"{Figures.Median(times[contender]):F0}", $"{times[contender].Min():F0}", $"{times[contender].Max():F0}");
        }

        figures.Print($"{typeof(StartUp).FullName}.{nameof(Time_to_the_first_sign_in_page_beside_stock)}");
    }

    private static async Task<double> MeasureAsync(Contender contender)
    {
        var clock = Stopwatch.StartNew();
        await contender.StartAsync();
        using var connection = FormClient.NewConnection();
        var client = new FormClient(connection, contender.Address);
        await client.GetAsync(contender.SignInPath);
        var time = clock.Elapsed.TotalMilliseconds;
        Assert.Equal(HttpStatusCode.OK, client.Status);
        Assert.Contains("type=\"password\"", client.Page);
        await contender.StopAsync();
        return time;
    }
}
