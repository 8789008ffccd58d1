using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Nodes;

/// <summary>What people did and saw while nodes and database were killed.</summary>
/// <param name="pace">The time between two operations of one person.</param>
internal sealed class ChaosRecord(TimeSpan pace)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, int> _signIns = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<FormClient> _signedOut = new();
    private readonly ConcurrentQueue<(string What, TimeSpan Until)> _recoveries = new();
    private readonly ConcurrentDictionary<string, string> _doing = new();
    private readonly SemaphoreSlim _done = new(0);
    private int _doubles, _guesses, _operations;

    /// <summary>How many codes, refresh tokens and approvals worked more than once.</summary>
    public int Doubles => _doubles;

    public int Guesses => _guesses;

    /// <summary>How many operations succeeded.</summary>
    public int Operations => _operations;

    public int SignIns(string userId) => _signIns.GetValueOrDefault(userId);

    public void SignedIn(string userId, int browsers)
    {
        _signIns.AddOrUpdate(userId, browsers, (_, count) => count + browsers);
        Worked(browsers);
    }

    public void SignedOut(FormClient browser) => _signedOut.Enqueue(browser);

    /// <summary>Records how often something worked that may work only once.</summary>
    public void Worked(int times)
    {
        if (times > 1)
        {
            Interlocked.Increment(ref _doubles);
        }
    }

    /// <summary>Performs one operation after another, and records the result of each.</summary>
    public async Task GoOnAsync(string who, Func<(string What, Task Doing)> next, CancellationToken over)
    {
        using var timer = new PeriodicTimer(pace);
        while (!over.IsCancellationRequested)
        {
            var (what, doing) = next();
            _doing[who] = what;
            try
            {
                await doing.WaitAsync(Patience, CancellationToken.None);
                Count(what, cut: null);
            }
            catch (Exception exception)
            {
                // Any exception is acceptable here; what it left behind is checked at the end.
                Count(what, exception);
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public void Guessed() => Interlocked.Increment(ref _guesses);

    /// <summary>Counts an operation that succeeded or was cut off.</summary>
    private void Count(string what, Exception? cut)
    {
        var how = cut is null ? "done" : $"cut off: {cut.GetType().Name}, {string.Concat(cut.Message.TakeWhile(letter => letter is not (':' or '\n' or '(')))}";
        _counts.AddOrUpdate($"{what}, {how}", 1, (_, count) => count + 1);
        if (cut is null)
        {
            Interlocked.Increment(ref _operations);
            _done.Release();
        }
    }

    /// <summary>Waits until this many more operations have succeeded.</summary>
    public async Task DoneAsync(uint count)
    {
        for (; count > 0; count--)
        {
            Assert.True(await _done.WaitAsync(Patience), $"Nothing goes any more. {this}");
        }
    }

    /// <summary>Restarts what was killed, and measures the time until the next operation succeeds.</summary>
    public async Task CutAsync(string what, Func<Task> again)
    {
        while (await _done.WaitAsync(TimeSpan.Zero))
        {
        }

        var clock = Stopwatch.StartNew();
        var restart = again();
        await DoneAsync(1);
        _recoveries.Enqueue((what.Split(' ')[1] == "database" ? "database" : "node", clock.Elapsed));
        await restart;
    }

    /// <summary>Counts sessions that still work although somebody signed out of them.</summary>
    public async Task<int> AliveAgainAsync(IReadOnlyList<Uri> nodes)
    {
        var alive = 0;
        foreach (var browser in _signedOut)
        {
            foreach (var node in nodes)
            {
                var there = browser.At(node);
                await there.GetAsync("/settings/security");
                alive += there.Path.StartsWith("/settings", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        return alive;
    }

    public override string ToString()
    {
        var lines = _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key}: {count.Value}").ToList();
        lines.AddRange(_recoveries.GroupBy(recovery => recovery.What).Select(group =>
        {
            var times = group.Select(recovery => recovery.Until.TotalMilliseconds).Order().ToList();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"first success after the {group.Key} was ended: p50 {times[times.Count / 2]:F0} ms, most {times[^1]:F0} ms, of {times.Count}");
        }));
        lines.Add($"last: {string.Join(", ", _doing.Values)}");
        return string.Join(Environment.NewLine, lines);
    }
}
