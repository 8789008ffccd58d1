using System.Collections.Concurrent;
using System.Diagnostics;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// Sign-ins to an application per second in a live session: authorization, code and tokens. Beside OpenIddict as set up at the
/// start of its documentation, which writes codes and tokens to SQLite but keeps no log, and <c>oidc-provider</c>, which keeps
/// everything in memory; the portal uses a database and a chained log.
/// </summary>
public sealed class CodeFlows
{
    private const int Pairs = 3;

    // Each round redeems only the last codes: oidc-provider keeps a thousand items in memory and forgets the oldest.
    private const int Codes = 100;
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
            "In live sessions: authorizations a second, and token requests with their codes (median of 3 rounds of 5 s, after 10 s of warming up)",
            "at once", "", "authorizations", "CPU ms each", "token requests", "CPU ms each");
        foreach (var contender in contenders)
        {
            await RunAsync(contender, atOnce: 8, WarmUp);
        }

        foreach (var atOnce in new[] { 1, 8 })
        {
            var measured = contenders.ToDictionary(contender => contender, _ => new List<(Speed Authorizations, Speed Tokens)>());
            for (var pair = 0; pair < Pairs; pair++)
            {
                foreach (var contender in pair % 2 == 0 ? contenders : contenders.Reverse())
                {
                    measured[contender].Add(await RunAsync(contender, atOnce, Round));
                }
            }

            foreach (var contender in contenders)
            {
                string Of(Func<(Speed Authorizations, Speed Tokens), double> figure) => $"{Figures.Median(measured[contender].Select(figure)):F1}";
                figures.Add(
                    atOnce, contender.Name, Of(one => one.Authorizations.Rate), Of(one => one.Authorizations.Cpu),
                    Of(one => one.Tokens.Rate), Of(one => one.Tokens.Cpu));
            }
        }

        figures.Print($"{typeof(CodeFlows).FullName}.{nameof(Code_flows_a_second_beside_OpenIddict_and_oidc_provider)}");
    }

    private static async Task<(Speed Authorizations, Speed Tokens)> RunAsync(CodeFlowContender contender, int atOnce, TimeSpan time)
    {
        var connections = Enumerable.Range(0, atOnce).Select(_ => FormClient.NewConnection()).ToList();
        var browsers = new List<FormClient>();
        foreach (var connection in connections)
        {
            browsers.Add(await contender.EnterAsync(connection));
        }

        var codes = new ConcurrentQueue<string>();
        var clock = Stopwatch.StartNew();
        var authorizations = await SpeedAsync(contender, browsers, async browser =>
        {
            codes.Enqueue(await contender.AuthorizeAsync(browser));
            if (codes.Count > Codes)
            {
                codes.TryDequeue(out _);
            }

            return clock.Elapsed < time;
        });
        var tokens = await SpeedAsync(contender, connections, async connection =>
        {
            if (codes.TryDequeue(out var code))
            {
                await contender.RedeemAsync(connection, code);
            }

            return !codes.IsEmpty;
        });
        connections.ForEach(connection => connection.Dispose());
        return (authorizations, tokens);
    }

    private static async Task<Speed> SpeedAsync<T>(CodeFlowContender contender, IReadOnlyList<T> atOnce, Func<T, Task<bool>> again)
    {
        var (done, clock, before) = (0, Stopwatch.StartNew(), contender.Cpu());
        await Task.WhenAll(atOnce.Select(one => Task.Run(async () =>
        {
            bool more;
            do
            {
                more = await again(one);
                Interlocked.Increment(ref done);
            }
            while (more);
        })));
        return new(done / clock.Elapsed.TotalSeconds, (contender.Cpu() - before).TotalMilliseconds / done);
    }

    private static TimeSpan CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <param name="Rate">How many per second.</param>
    /// <param name="Cpu">Milliseconds of processor time each.</param>
    private sealed record Speed(double Rate, double Cpu);
}
