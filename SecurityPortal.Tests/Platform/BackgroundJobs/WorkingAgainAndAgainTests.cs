using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.Tests.Platform.BackgroundJobs;

public sealed class WorkingAgainAndAgainTests
{
    [Fact]
    public async Task Work_is_done_soon_after_the_start_and_each_time_after_and_a_failure_ends_nothing()
    {
        var clock = new TellingClock();
        var work = new Failing(times: 2);
        using var worker = new TimedWorker<Failing>(work, clock, NullLogger<TimedWorker<Failing>>.Instance);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        await clock.IsWaitedForAsync();
        clock.Advance(((ITimedWork)work).AfterStart);

        for (var run = 1; run <= 4; run++)
        {
            await work.RanAsync(run);
            clock.Advance(work.Every);
        }

        await work.RanAsync(5);
        await worker.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, work.Runs);
    }

    /// <summary>Signals when a worker waits for it; the worker starts on its own thread.</summary>
    private sealed class TellingClock : FakeTimeProvider
    {
        private readonly SemaphoreSlim _timers = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Release();
            return timer;
        }

        public Task IsWaitedForAsync() => _timers.WaitAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Failing(int times) : ITimedWork
    {
        private readonly SemaphoreSlim _ran = new(0);

        public int Runs { get; private set; }

        public TimeSpan Every => TimeSpan.FromMinutes(1);

        public async Task<int> RunAsync(CancellationToken cancellationToken = default)
        {
            Runs++;
            _ran.Release();
            await Task.Yield();
            return Runs <= times ? throw new InvalidOperationException("Not yet.") : 1;
        }

        public async Task RanAsync(int run)
        {
            await _ran.WaitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(run, Runs);
        }
    }
}
