using System.Collections.Concurrent;
using System.Diagnostics;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>Attempts counted per second when everybody guesses at the same time: the one write that cannot be skipped.</summary>
public sealed class CountedAttempts
{
    private const int Writers = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    [OnDemand]
    public async Task Attempts_counted_a_second()
    {
        var figures = new Figures($"Attempts counted, {Writers} writers, each an account of its own", "", "a second", "p50 ms", "p99 ms", "errors");
        foreach (var hasPostgreSql in new[] { false, true })
        {
            await using var portal = new Portal { HasPostgreSql = hasPostgreSql };
            await RunAsync(portal, WarmUp);
            var (times, errors) = await RunAsync(portal, Time);
            figures.Add(
                hasPostgreSql ? "PostgreSQL (fsync off)" : "SQLite (synchronous=FULL)", $"{times.Count / Time.TotalSeconds:F0}",
                $"{times[times.Count / 2]:F1}", $"{times[(int)(times.Count * 0.99)]:F1}", errors);
        }

        figures.Print($"{typeof(CountedAttempts).FullName}.{nameof(Attempts_counted_a_second)}");
    }

    private static async Task<(List<double> Times, int Errors)> RunAsync(Portal portal, TimeSpan time)
    {
        var budget = portal.Get<AttemptLimiter>();
        var (times, errors, clock) = (new ConcurrentBag<double>(), 0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                var begun = clock.Elapsed;
                try
                {
                    Assert.Null(await budget.ReserveAsync($"password:{writer}", tries: int.MaxValue / 8));
                    times.Add((clock.Elapsed - begun).TotalMilliseconds);
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref errors);
                }
            }
        })));
        return ([.. times.Order()], errors);
    }
}
