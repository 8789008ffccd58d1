using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Recovery;

/// <summary>A due recovery is processed once, by whichever node gets to it first.</summary>
[OnBothDatabases]
public sealed class DueRecoveriesTests : IAsyncDisposable
{
    private readonly AfterCommit _stopped = new("UPDATE \"RecoveryRequests\"");
    private readonly Portal _portal;

    public DueRecoveriesTests() => _portal = new() { WithServices = _stopped.Use };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_wait_that_another_node_stopped_just_before_is_logged_and_told_once()
    {
        var first = await DisabledElsewhereAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await DisabledElsewhereAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(72));
        var told = 0;
        using var page = _portal.Get<ISignals>().Subscribe(SignalTopics.Person(second.Id), () => Interlocked.Increment(ref told));

        // Both nodes have read both requests, and the other node finishes the second before this one gets to it.
        _stopped.Do = () => _portal.Get<DueRecoveries>().RunAsync(CancellationToken.None);
        Assert.Equal(0, await _portal.Get<DueRecoveries>().RunAsync(CancellationToken.None));

        Assert.Null(_stopped.Do);
        Assert.Single(await first.ActivityAsync(), "recovery-stopped");
        Assert.Single(await second.ActivityAsync(), "recovery-stopped");
        await Eventually.HoldsAsync(() => Assert.Equal(1, told));
    }

    // A person whose wait is running when an application on the same database disables the account.
    private async Task<TestPerson> DisabledElsewhereAsync()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/recover");
        await browser.SubmitAsync();
        Assert.Contains("The wait has begun", browser.Text);
        await person.LockOutAsync(_portal.Clock.GetUtcNow().AddDays(30));
        return person;
    }
}
