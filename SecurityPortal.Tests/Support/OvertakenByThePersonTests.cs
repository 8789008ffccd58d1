using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>A waiting reset covers the methods that existed when it was requested, never later ones.</summary>
public sealed class OvertakenByThePersonTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan RecoveryWait = TimeSpan.FromHours(72);
    private readonly Portal _portal = shared.Portal;

    private DueActions Due => _portal.Get<DueActions>();

    [Fact]
    public async Task Own_recovery_ends_a_reset_that_waits_and_the_new_methods_stay()
    {
        var desk = await Desk.OpenAsync(_portal);
        var token = await RecoveryTokenAsync(desk);
        var action = await desk.WaitingResetAsync();

        Assert.True(await UseAsync(token));
        await desk.Caller.SignInAsync();
        await desk.Caller.TurnOnAppAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await Due.RunAsync());

        Assert.Equal(2, await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id));
        var ended = await desk.NewestActionAsync();
        Assert.Equal((action.Id, ActionState.Stopped, CancellationCause.Superseded), (ended.Id, ended.State, ended.StoppedBy));
    }

    [Fact]
    public async Task It_is_told_in_the_log_in_the_case_and_on_the_agents_open_page()
    {
        var desk = await Desk.OpenAsync(_portal);
        var token = await RecoveryTokenAsync(desk);
        await desk.WaitingResetAsync();
        var told = new TaskCompletionSource();
        using var page = _portal.Get<SecurityPortal.Platform.Signals.ISignals>().Subscribe(
            SecurityPortal.Support.Cases.CaseSignals.Of(desk.Case), () => told.TrySetResult());

        await UseAsync(token);

        var entry = Assert.Single(await desk.LogAsync("support-stopped"));
        Assert.Equal(($"ResetAll Superseded #{(await desk.ViewAsync()).Case.Number}", "portal"), (entry.Detail, entry.Actor));
        var shown = Assert.Single((await desk.ViewAsync()).Actions);
        Assert.Equal(
            "Stopped: the methods were reset or set up again in the meantime",
            _portal.Get<ActionTexts>().State(shown, _portal.Clock.GetUtcNow()));
        Assert.Equal("Stopped: Reset all methods because the methods changed in the meantime", _portal.Get<AuditEventTexts>().What(
            entry.Event, SecurityPortal.Support.Audit.LogDetails.Read(entry.Event, entry.Actor, entry.Detail).Detail));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_waits_for_a_lead_cannot_be_approved_after_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        var token = await RecoveryTokenAsync(desk);
        await desk.AskAsync(ActionKind.ResetAll);
        await UseAsync(token);

        Assert.Equal(SupportFault.ChangedMeanwhile, Desk.Fault(await desk.ApproveAsync(await desk.NewestActionAsync())));
    }

    [Fact]
    public async Task A_method_set_up_from_an_open_session_ends_a_reset_of_all_and_leaves_that_of_another_method()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.Sms);
        await desk.Caller.SignInAsync(MethodIds.Sms);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.Sms);
        var other = await desk.NewestActionAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.WaitingResetAsync();

        await desk.Caller.TurnOnAppAsync();

        Assert.Equal(CancellationCause.Superseded, (await desk.NewestActionAsync()).StoppedBy);
        Assert.Equal(ActionState.AwaitingApproval, (await desk.ViewAsync()).Actions.Single(action => action.Id == other.Id).State);
    }

    [Fact]
    public async Task A_reset_by_support_ends_the_persons_own_request()
    {
        var desk = await Desk.OpenAsync(_portal);
        var token = await RecoveryTokenAsync(desk);
        await desk.WaitingResetAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await Due.RunAsync());

        Assert.False(await UseAsync(token));
    }

    [Fact]
    public async Task When_both_come_at_once_exactly_one_takes_effect()
    {
        for (var time = 0; time < 8; time++)
        {
            var desk = await Desk.OpenAsync(_portal);
            var token = await RecoveryTokenAsync(desk);
            await desk.WaitingResetAsync();
            _portal.Clock.Advance(TimeSpan.FromHours(24));

            var first = new TaskCompletionSource();
            async Task<bool> OwnAsync()
            {
                await first.Task;
                return await UseAsync(token);
            }

            async Task<bool> SupportAsync()
            {
                await first.Task;
                return await Due.RunAsync() > 0;
            }

            var both = time % 2 == 0
                ? new[] { Task.Run(OwnAsync), Task.Run(SupportAsync) }
                : [Task.Run(SupportAsync), Task.Run(OwnAsync)];
            first.SetResult();
            var done = await Task.WhenAll(both);

            Assert.Single(done, true);
            var byOwn = done[time % 2];
            Assert.Equal(byOwn ? ActionState.Stopped : ActionState.Done, (await desk.NewestActionAsync()).State);
            Assert.Equal(byOwn ? 1 : 0, (await desk.LogAsync("recovery-used")).Count);
            Assert.Equal(byOwn ? 0 : 1, (await desk.LogAsync("two-factor-off")).Count);
        }
    }

    private async Task<bool> UseAsync(string token) =>
        await _portal.Get<RecoveryLinks>().UseAsync(token, Portal.Password, new("test", "127.0.0.1"), CancellationToken.None)
            is RecoveryLinkUse.Done;

    // The link is sent before support is asked; any later sign-in would stop both.
    private async Task<string> RecoveryTokenAsync(Desk desk)
    {
        var person = desk.Caller;
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/recover");
        await browser.SubmitAsync();
        _portal.Clock.Advance(RecoveryWait);
        await _portal.Get<DueRecoveries>().RunAsync();

        // Three days later, agent and lead sign in again.
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        await desk.Lead.SignInAsync(MethodIds.SecurityKeys);
        return (await _portal.LinkSentToAsync(person.Email)).Split("token=")[1];
    }
}
