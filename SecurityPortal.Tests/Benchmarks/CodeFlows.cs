using System.Diagnostics;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// Sign-ins to an application a second in a live session: authorization, code and tokens. Beside OpenIddict as its
/// documentation begins, which writes codes and tokens into SQLite but no log, and <c>oidc-provider</c>, which keeps everything
/// in memory; the portal keeps it in a database and has a chained log of it.
/// </summary>
public sealed class CodeFlows
{
    private const int Pairs = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    [OnDemand]
    public async Task Code_flows_a_second_beside_OpenIddict_and_oidc_provider()
    {
        await using var portal = new ThisPortal();
        await portal.PrepareAsync(0);
        await portal.StartAsync(CodeFlowContender.Settings);
        await using var stock = new StockOpenIddict();
        await stock.PrepareAsync(0);
        await stock.StartAsync();
        var port = FreePorts.Find(1)[0];
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(NodePackages.ComparedProvider, "server.mjs"), $"{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            node.ErrorDataReceived += (_, _) => { };
            node.BeginErrorReadLine();
            Assert.Equal("listening", await node.StandardOutput.ReadLineAsync());
            await MeasureAsync(
                CodeFlowContender.Of(portal, "alice@example.com"),
                new(stock.Name, stock.Address, "/connect/authorize", "/connect/token", () => stock.Running.Cpu, browser =>
                    browser.SubmitAsync(("login", "alice"))),
                new("oidc-provider", new($"http://localhost:{port}"), "/auth", "/token", () => CpuOf(node), async browser =>
                {
                    await browser.SubmitAsync(("login", "alice"), ("password", "any"));
                    await browser.SubmitAsync(("prompt", "consent"));
                }));
        }
        finally
        {
            node.Kill();
        }
    }

    private static async Task MeasureAsync(params CodeFlowContender[] contenders)
    {
        var figures = new Figures(
            "Authorizations with their tokens a second, in live sessions (median of 3 rounds of 5 s each, after 10 s of warming up)",
            "at once", "", "a second", "CPU ms each");
        foreach (var contender in contenders)
        {
            await RunAsync(contender, atOnce: 8, WarmUp);
        }

        foreach (var atOnce in new[] { 1, 8 })
        {
            var measured = contenders.ToDictionary(contender => contender, _ => new List<(double Rate, double Cpu)>());
            for (var pair = 0; pair < Pairs; pair++)
            {
                foreach (var contender in pair % 2 == 0 ? contenders : contenders.Reverse())
                {
                    measured[contender].Add(await RunAsync(contender, atOnce, Round));
                }
            }

            foreach (var contender in contenders)
            {
                figures.Add(
                    atOnce, contender.Name, $"{Figures.Median(measured[contender].Select(one => one.Rate)):F1}",
                    $"{Figures.Median(measured[contender].Select(one => one.Cpu)):F1}");
            }
        }

        figures.Print($"{typeof(CodeFlows).FullName}.{nameof(Code_flows_a_second_beside_OpenIddict_and_oidc_provider)}");
    }

    private static async Task<(double Rate, double Cpu)> RunAsync(CodeFlowContender contender, int atOnce, TimeSpan time)
    {
        var connections = Enumerable.Range(0, atOnce).Select(_ => FormClient.NewConnection()).ToList();
        var browsers = new List<FormClient>();
        foreach (var connection in connections)
        {
            browsers.Add(await contender.EnterAsync(connection));
        }

        var (done, clock, before) = (0, Stopwatch.StartNew(), contender.Cpu());
        await Task.WhenAll(browsers.Zip(connections).Select(pair => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                await contender.FlowAsync(pair.First, pair.Second);
                Interlocked.Increment(ref done);
            }
        })));
        var result = (done / clock.Elapsed.TotalSeconds, (contender.Cpu() - before).TotalMilliseconds / done);
        connections.ForEach(connection => connection.Dispose());
        return result;
    }

    private static TimeSpan CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
