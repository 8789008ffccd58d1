using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Tests.Authentication.Passwords;

public sealed class TheHashGateTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly HashConcurrencyLimiter _gate = new();

    [Fact]
    public async Task Never_more_hashes_run_at_once_than_there_are_cores()
    {
        const int Waiting = 20;
        var (running, most) = (0, 0);
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Environment.ProcessorCount * Waiting * 2, completions);
        using var full = new CountdownEvent(Environment.ProcessorCount);
        using var open = new ManualResetEventSlim();
        var hashes = Enumerable.Range(0, Environment.ProcessorCount * Waiting).Select(_ => _gate.RunAsync(() =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            if (!full.IsSet)
            {
                full.Signal();
            }

            open.Wait(Patience);
            return Interlocked.Decrement(ref running);
        })).ToList();

        Assert.True(await Task.Run(() => full.Wait(Patience)), "Not all cores are used.");

        // There is a thread for every hash: any that the gate let through has begun before these tasks finish.
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount * Waiting).Select(_ => Task.Run(Thread.Yield)));
        open.Set();
        await Task.WhenAll(hashes);
        ThreadPool.SetMinThreads(workers, completions);

        Assert.Equal(Environment.ProcessorCount, most);
    }

    [Fact]
    public async Task Whom_there_is_no_room_for_is_told_at_once_and_nobody_who_waits_is()
    {
        using var gate = new HashConcurrencyLimiter(Options.Create(new PasswordOptions { QueueLimit = 2 }));
        using var open = new ManualResetEventSlim();
        var busy = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => gate.RunAsync(() => open.Wait(Patience))).ToList();
        var waiting = Enumerable.Range(0, 4).Select(_ => gate.RunAsync(() => true)).ToList();

        await Assert.ThrowsAsync<PortalBusyException>(() => gate.RunAsync(() => true));

        open.Set();
        Assert.All(await Task.WhenAll(busy.Concat(waiting)), Assert.True);
    }

    [Fact]
    public async Task Sets_of_codes_are_hashed_one_after_the_other_and_leave_cores_to_those_who_sign_in()
    {
        var (running, most) = (0, 0);
        var begun = new SemaphoreSlim(0);
        using var open = new ManualResetEventSlim();
        bool Hash()
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            begun.Release();
            open.Wait(Patience);
            Interlocked.Decrement(ref running);
            return true;
        }

        var places = Math.Max(1, Environment.ProcessorCount / 2);
        var sets = Enumerable.Range(0, places + HashConcurrencyLimiter.BatchesInLine)
            .Select(_ => _gate.RunAllAsync(Enumerable.Repeat<Func<bool>>(Hash, 3))).ToList();
        for (var i = 0; i < places; i++)
        {
            Assert.True(await begun.WaitAsync(Patience));
        }

        await Assert.ThrowsAsync<PortalBusyException>(() => _gate.RunAllAsync<bool>([() => true]));
        open.Set();
        Assert.All(await Task.WhenAll(sets), set => Assert.Equal(3, set.Count));
        Assert.Equal(places, most);
    }

    [Fact]
    public async Task A_hash_that_fails_leaves_its_place_to_the_next()
    {
        for (var i = 0; i < Environment.ProcessorCount * 2; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => _gate.RunAsync<int>(() => throw new InvalidOperationException()).WaitAsync(Patience));
        }

        Assert.Equal(7, await _gate.RunAsync(() => 7).WaitAsync(Patience));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_no_place()
    {
        using var open = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var busy = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => _gate.RunAsync(() => open.Wait(Patience))).ToList();
        var waiting = _gate.RunAsync(() => true, gone.Token);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        open.Set();
        await Task.WhenAll(busy);

        Assert.True(await _gate.RunAsync(() => true).WaitAsync(Patience));
    }

    public void Dispose() => _gate.Dispose();

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
