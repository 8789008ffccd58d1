using System.Diagnostics;
using System.Net;
using OtpNet;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>Pages per second, in turns with stock Identity, and what each page costs the server.</summary>
public sealed class Pages
{
    private const int AtOnce = 8;
    private const int Pairs = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    [OnDemand]
    public async Task Pages_a_second_beside_stock()
    {
        await using var portal = new ThisPortal();
        await using var stock = new StockIdentity();
        Contender[] contenders = [portal, stock];
        foreach (var contender in contenders)
        {
            await contender.PrepareAsync(people: AtOnce);
            await contender.StartAsync();
        }

        var figures = new Figures(
            $"Requests a second, {AtOnce} at once (median of {Pairs} rounds of 5 s each, after 20 s of warming up)",
            "page", "of", "a second", "times stock", "p50 ms", "p95 ms", "p99 ms", "CPU ms");
        await MeasureAsync(figures, "sign-in", contenders, contender => contender.SignInPath, "type=\"password\"", signedIn: false);
        await MeasureAsync(figures, "two-factor", contenders, contender => contender.MethodsPath, "wo-factor authentication", signedIn: true);
        figures.Print($"{typeof(Pages).FullName}.{nameof(Pages_a_second_beside_stock)}");
    }

    private static async Task MeasureAsync(
        Figures figures, string page, Contender[] contenders, Func<Contender, string> path, string holds, bool signedIn)
    {
        var clients = new Dictionary<Contender, List<FormClient>>();
        foreach (var contender in contenders)
        {
            clients[contender] = [];
            for (var i = 0; i < AtOnce; i++)
            {
                var client = new FormClient(FormClient.NewConnection(), contender.Address);
                if (signedIn)
                {
                    await contender.TypePasswordAsync(client, $"coded-{i}");
                    await contender.TypeCodeAsync(client, new Totp(Base32Encoding.ToBytes(ManyPeople.Key)).ComputeTotp());
                    Assert.True(client.HasCookie(contender.SessionCookie), $"{contender.Name} let nobody in: {client.Path} {client.Page}");
                }

                clients[contender].Add(client);
            }

            await RunAsync(contender, clients[contender], path(contender), holds, WarmUp);
        }

        var rounds = contenders.ToDictionary(contender => contender, _ => new List<Measured>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            foreach (var contender in pair % 2 == 0 ? contenders : contenders.Reverse())
            {
                rounds[contender].Add(await RunAsync(contender, clients[contender], path(contender), holds, Round));
            }
        }

        var stock = Figures.Median(rounds[contenders[1]].Select(round => round.Rate));
        foreach (var contender in contenders)
        {
            var rate = Figures.Median(rounds[contender].Select(round => round.Rate));
            var times = rounds[contender].SelectMany(round => round.Times).Order().ToList();
            figures.Add(
                page, contender.Name, $"{rate:F0}", $"{rate / stock:F2}", $"{Figures.At(times, 0.5):F1}", $"{Figures.At(times, 0.95):F1}",
                $"{Figures.At(times, 0.99):F1}", $"{Figures.Median(rounds[contender].Select(round => round.Cpu)):F2}");
        }
    }

    private static async Task<Measured> RunAsync(
        Contender contender, List<FormClient> clients, string path, string holds, TimeSpan time)
    {
        var (clock, before) = (Stopwatch.StartNew(), contender.Running.Cpu);
        var times = await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            List<double> own = [];
            while (clock.Elapsed < time)
            {
                var began = Stopwatch.GetTimestamp();
                await client.GetAsync(path);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Assert.Equal(HttpStatusCode.OK, client.Status);
                Assert.Equal(path, client.Path);
                Assert.Contains(holds, client.Page, StringComparison.OrdinalIgnoreCase);
            }

            return own;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        List<double> all = [.. times.SelectMany(own => own)];
        return new(all.Count / seconds, (contender.Running.Cpu - before).TotalMilliseconds / all.Count, all);
    }

    private sealed record Measured(double Rate, double Cpu, List<double> Times);
}
