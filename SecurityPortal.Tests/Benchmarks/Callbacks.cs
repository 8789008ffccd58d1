using System.Diagnostics;
using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>How soon a provider gets the answer to a delivery callback. The portal processes the callback later.</summary>
public sealed class Callbacks
{
    private const int Messages = 1_000;
    private const int AtOnce = 8;

    [OnDemand]
    public async Task Answer_to_a_callback()
    {
        await using var twilio = new FakeTwilio();
        await using var portal = new Portal(twilio.Settings());
        for (var number = 0; number < Messages; number++)
        {
            await portal.PostAsync(Posting.Text($"+447700{900_000 + number}", "123456"));
        }

        await portal.DeliverAsync();
        var browser = portal.Browser();
        var figures = new Figures($"Milliseconds from a callback to its answer ({AtOnce} at once, SQLite)", "", "p50", "p95", "p99", "most");
        foreach (var status in new[] { "sending", "sent", "delivered" })
        {
            List<double> times = [];
            await Parallel.ForEachAsync(twilio.Taken, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (message, _) =>
            {
                var clock = Stopwatch.StartNew();
                using var answer = await browser.SendAsync(FakeTwilio.Callback(message, status));
                Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
                lock (times)
                {
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
            });
            times.Sort();
            double At(double part) => times[(int)((times.Count - 1) * part)];
            figures.Add(status, $"{At(0.5):F1}", $"{At(0.95):F1}", $"{At(0.99):F1}", $"{times[^1]:F1}");
        }

        figures.Print($"{typeof(Callbacks).FullName}.{nameof(Answer_to_a_callback)}");
    }
}
