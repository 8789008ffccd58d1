using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// Time from the commit that writes a message to its acceptance by a provider on this machine: what the outbox adds.
/// </summary>
public sealed class Deliveries
{
    [OnDemand]
    public async Task Commit_to_acceptance_of_texts_and_mails()
    {
        var figures = new Figures("Milliseconds from commit to acceptance (20 seconds each)", "", "p50", "p95", "p99", "longest");
        foreach (var onPostgreSql in new[] { false, true })
        {
            foreach (var rate in new[] { 50, 100 })
            {
                await using var twilio = new FakeTwilio();
                var accepted = new ConcurrentDictionary<string, long>();
                twilio.OnTaken = message => accepted[message.To] = Stopwatch.GetTimestamp();
                await using var portal = NewPortal(twilio.Settings(), onPostgreSql);
                var times = await MeasureAsync(portal, rate, i => Posting.Text($"+1415{5_000_000 + i}", "123456"), accepted);
                Add(figures, $"texts, {rate} a second, {(onPostgreSql ? "PostgreSQL" : "SQLite")}", times);
            }
        }

        await using var server = await MailServer.StartAsync();
        await using var mailing = NewPortal(server.Settings(), onPostgreSql: false);
        var taken = new ConcurrentDictionary<string, long>();
        server.OnTaken = mail => taken[mail.To] = Stopwatch.GetTimestamp();
        Add(figures, "mails, 20 a second, SQLite", await MeasureAsync(mailing, 20, i => Posting.Mail($"person{i}@example.com"), taken));
        figures.Print($"{typeof(Deliveries).FullName}.{nameof(Commit_to_acceptance_of_texts_and_mails)}");
    }

    private static Portal NewPortal((string, string)[] settings, bool onPostgreSql) => new(settings)
    {
        HasPostgreSql = onPostgreSql,
        WithServices = services =>
        {
            services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            services.AddHostedService<OutboxWorker>();
        },
    };

    private static async Task<List<double>> MeasureAsync(
        Portal portal, int rate, Func<int, OutgoingMessage> write, ConcurrentDictionary<string, long> accepted)
    {
        const int seconds = 20;
        var committed = new Dictionary<string, long>();
        var clock = Stopwatch.StartNew();
        for (var i = -rate; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)(i + rate) / rate) - clock.Elapsed;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var message = write(i + rate);
            await portal.PostAsync(message);
            if (i >= 0)
            {
                committed[message.To] = Stopwatch.GetTimestamp();
            }

            portal.Get<ISignals>().Publish(SignalTopics.Outbox);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (accepted.Count < rate * (seconds + 1))
        {
            await Task.Delay(50, patience.Token);
        }

        return [.. committed.Select(pair => Stopwatch.GetElapsedTime(pair.Value, accepted[pair.Key]).TotalMilliseconds).Order()];
    }

    private static void Add(Figures figures, string what, List<double> times) => figures.Add(
        what, $"{Figures.At(times, 0.5):F1}", $"{Figures.At(times, 0.95):F1}", $"{Figures.At(times, 0.99):F1}", $"{times[^1]:F1}");
}
