using Microsoft.Extensions.Hosting;

namespace SecurityPortal.Tests.Benchmarks.Measured;

/// <summary>Answers each line on standard input with the bytes in use on the managed heap after a full collection.</summary>
internal sealed class HeapReporter : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await Console.In.ReadLineAsync(stoppingToken) is not null)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            Console.WriteLine($"heap {GC.GetTotalMemory(forceFullCollection: true)}");
        }
    }
}
