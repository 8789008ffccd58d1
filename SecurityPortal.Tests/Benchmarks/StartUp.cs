using System.Diagnostics;
using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// Time from starting the process, with an existing database, to the first sign-in page and to the first completed sign-in; and
/// how much memory the idle process uses.
/// </summary>
public sealed class StartUp
{
    private const int Starts = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    [OnDemand]
    public async Task Time_to_the_first_sign_in_page_beside_stock()
    {
        await using var portal = new ThisPortal { IsProduction = true };
        await using var stock = new StockIdentity();
        Contender[] contenders = [portal, stock];
        var starts = contenders.ToDictionary(contender => contender, _ => new List<Start>());
        foreach (var contender in contenders)
        {
            await contender.PrepareAsync(people: 1);
            await MeasureAsync(contender);
        }

        for (var start = 0; start < Starts; start++)
        {
            foreach (var contender in contenders)
            {
                starts[contender].Add(await MeasureAsync(contender));
            }
        }

        var figures = new Figures(
            "From the start of the process, ms (5 starts)", "", "sign-in page", "fastest", "slowest", "signed in (password)", "idle MB");
        foreach (var contender in contenders)
        {
            List<double> All(Func<Start, double> what) => [.. starts[contender].Select(what)];
            var pages = All(start => start.Page);
            figures.Add(
                contender.Name, $"{Figures.Median(pages):F0}", $"{pages.Min():F0}", $"{pages.Max():F0}",
                $"{Figures.Median(All(start => start.SignIn)):F0}", $"{Figures.Median(All(start => start.Memory)) / 1_000_000:F0}");
        }

        figures.Print($"{typeof(StartUp).FullName}.{nameof(Time_to_the_first_sign_in_page_beside_stock)}");
    }

    private static async Task<Start> MeasureAsync(Contender contender)
    {
        var clock = Stopwatch.StartNew();
        await contender.StartAsync();
        using var connection = contender.NewConnection();
        var client = new FormClient(connection, contender.Address);
        await client.GetAsync(contender.SignInPath);
        var page = clock.Elapsed.TotalMilliseconds;
        Assert.Equal(HttpStatusCode.OK, client.Status);
        Assert.Contains("type=\"password\"", client.Page);
        await contender.TypePasswordAsync(client, "plain-0");
        await client.GetAsync(contender.MethodsPath);
        var signedIn = clock.Elapsed.TotalMilliseconds;
        Assert.Contains("wo-factor authentication", client.Page, StringComparison.OrdinalIgnoreCase);
        await Task.Delay(Idle);
        var memory = contender.Running.WorkingSet;
        await contender.StopAsync();
        return new(page, signedIn, memory);
    }

    private sealed record Start(double Page, double SignIn, double Memory);
}
