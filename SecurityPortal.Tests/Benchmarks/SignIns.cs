using System.Diagnostics;
using OtpNet;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// Sign-ins per second, from requesting the form to the response that carries the session, in turns with stock Identity, so that
/// other work on the machine affects both. Measured in a browser that the person has signed in with before; from a new one the
/// portal also writes and sends a mail about it, which stock does not.
/// </summary>
public sealed class SignIns
{
    private const int People = 3000;
    private const int Pairs = 5;
    private const int CheckEvery = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(2);
    private static readonly byte[] KeyBytes = Base32Encoding.ToBytes(ManyPeople.Key);

    [OnDemand]
    public async Task Sign_ins_a_second_beside_stock()
    {
        await using var portal = new ThisPortal();
        await using var stock = new StockIdentity();
        Contender[] contenders = [portal, stock];
        foreach (var contender in contenders)
        {
            await contender.PrepareAsync(People);
            await contender.StartAsync();
        }

        var figures = new Figures(
            "Sign-ins a second (median of 5 rounds of 5 s each, after 20 s of warming up)", "", "at once", portal.Name, stock.Name, "times stock",
            "of what the hash allows", "CPU ms", "beyond the hash", "CPU ms, stock");
        foreach (var (coded, known, all) in new[] { (false, true, new[] { 1, 8, 32 }), (true, true, [1, 8, 32]), (true, false, [8]) })
        {
            foreach (var contender in contenders)
            {
                // A shorter warm-up measures up to three times too slow: only then has most of the code been recompiled by the JIT.
                await RunAsync(contender, coded, known, atOnce: 8, WarmUp);
            }

            foreach (var atOnce in all)
            {
                var rates = contenders.ToDictionary(contender => contender, _ => new List<double>());
                var costs = contenders.ToDictionary(contender => contender, _ => new List<double>());
                List<double> hashes = [];
                for (var pair = 0; pair < Pairs; pair++)
                {
                    foreach (var contender in pair % 2 == 0 ? contenders : contenders.Reverse())
                    {
                        var (rate, cost) = await RunAsync(contender, coded, known, atOnce, Round);
                        rates[contender].Add(rate);
                        costs[contender].Add(cost);
                    }

                    hashes.Add(HashesASecond());
                }

                var (ours, theirs) = (Figures.Median(rates[portal]), Figures.Median(rates[stock]));
                var (cpu, hash) = (Figures.Median(costs[portal]), 1000 * Environment.ProcessorCount / Figures.Median(hashes));
                figures.Add(
                    $"{(coded ? "password and app code" : "password")}{(known ? "" : ", new browser")}", atOnce, $"{ours:F1}", $"{theirs:F1}", $"{ours / theirs:F2}",
                    $"{ours / Figures.Median(hashes):P0}", $"{cpu:F1}", $"{cpu - hash:F1}", $"{Figures.Median(costs[stock]):F1}");
            }
        }

        figures.Print($"{typeof(SignIns).FullName}.{nameof(Sign_ins_a_second_beside_stock)}");
    }

    private static readonly Dictionary<(Contender, bool), int> Next = [];

    /// <summary>Returns how many sign-ins per second this machine could do if each were nothing but its hash.</summary>
    private static double HashesASecond()
    {
        var (done, salt, clock) = (0, new byte[16], Stopwatch.StartNew());
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            while (clock.Elapsed < Probe)
            {
                Argon2PasswordHasher.Derive(Portal.Password, salt);
                Interlocked.Increment(ref done);
            }
        });
        return done / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Returns sign-ins per second while this many people do nothing else, and the server's CPU milliseconds for each.</summary>
    private static async Task<(double Rate, double Cpu)> RunAsync(
        Contender contender, bool coded, bool known, int atOnce, TimeSpan time)
    {
        var first = Next.GetValueOrDefault((contender, coded));
        var (next, done) = (first, 0);
        var (clock, before) = (Stopwatch.StartNew(), contender.Running.Cpu);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            using var connection = FormClient.NewConnection();
            while (clock.Elapsed < time)
            {
                var index = Interlocked.Increment(ref next);
                var client = new FormClient(connection, contender.Address);
                if (known)
                {
                    contender.MakeKnown(client);
                }

                await SignInAsync(contender, client, coded, index);
                Interlocked.Increment(ref done);
            }
        })));
        var rate = done / clock.Elapsed.TotalSeconds;
        Next[(contender, coded)] = next;
        return (rate, (contender.Running.Cpu - before).TotalMilliseconds / done);
    }

    private static async Task SignInAsync(Contender contender, FormClient client, bool coded, int index)
    {
        await contender.TypePasswordAsync(client, $"{(coded ? "coded" : "plain")}-{index % People}");
        if (coded)
        {
            Assert.False(client.HasCookie(contender.SessionCookie), $"{contender.Name} asked for no code.");
            await contender.TypeCodeAsync(client, new Totp(KeyBytes).ComputeTotp());
        }

        Assert.True(client.HasCookie(contender.SessionCookie), $"{contender.Name} let nobody in: {client.Path} {client.Page}");
        if (index % CheckEvery == 0)
        {
            await client.GetAsync(contender.MethodsPath);
            Assert.Equal(contender.MethodsPath, client.Path);
            Assert.Contains("wo-factor authentication", client.Page, StringComparison.OrdinalIgnoreCase);
        }
    }
}
