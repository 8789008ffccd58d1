using System.Diagnostics;
using NSec.Cryptography;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// What a password hash costs with the Argon2id settings that OWASP lists as equivalent, measured in turns. It is processor time,
/// so that other work on the machine counts as little as possible; the kernel's share is the allocation of memory.
/// </summary>
public sealed class HashSettings
{
    private const int Rounds = 9;
    private const int Hashes = 12;

    [OnDemand]
    public void What_equal_settings_cost()
    {
        (int MemoryKiB, int Passes)[] settings = [(19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];
        var figures = new Figures(
            "A hash of a password (median of 9 rounds of 12)", "MiB x passes", "threads", "CPU ms", "of it the kernel", "least", "hashes a second");
        foreach (var threads in new[] { 1, Environment.ProcessorCount })
        {
            var all = settings.ToDictionary(setting => setting, _ => new List<Cost>());
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var setting in settings)
                {
                    all[setting].Add(Measure(setting, threads));
                }
            }

            foreach (var (setting, costs) in all)
            {
                figures.Add(
                    $"{setting.MemoryKiB / 1024} x {setting.Passes}", threads, $"{Figures.Median(costs.Select(cost => cost.Cpu)):F1}",
                    $"{Figures.Median(costs.Select(cost => cost.Kernel)):F1}", $"{costs.Min(cost => cost.Cpu):F1}",
                    $"{Figures.Median(costs.Select(cost => cost.Rate)):F1}");
            }
        }

        figures.Print($"{typeof(HashSettings).FullName}.{nameof(What_equal_settings_cost)}");
    }

    private static Cost Measure((int MemoryKiB, int Passes) setting, int threads)
    {
        var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = setting.MemoryKiB, NumberOfPasses = setting.Passes });
        using var process = Process.GetCurrentProcess();
        var (cpu, kernel, clock) = (process.TotalProcessorTime, process.PrivilegedProcessorTime, Stopwatch.StartNew());
        List<Thread> working = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < Hashes; i++)
            {
                argon2.DeriveBytes("a password"u8, new byte[16], 32);
            }
        }))];
        working.ForEach(thread => thread.Start());
        working.ForEach(thread => thread.Join());
        process.Refresh();
        double all = threads * Hashes;
        return new(
            (process.TotalProcessorTime - cpu).TotalMilliseconds / all, (process.PrivilegedProcessorTime - kernel).TotalMilliseconds / all,
            all / clock.Elapsed.TotalSeconds);
    }

    private sealed record Cost(double Cpu, double Kernel, double Rate);
}
