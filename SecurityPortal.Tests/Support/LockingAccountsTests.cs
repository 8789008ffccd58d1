using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>Support locks an account immediately; unlocking it always needs a lead (R19).</summary>
[OnBothDatabases]
public sealed class LockingAccountsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R19_One_agent_locks_at_once_and_the_reason_is_that_of_the_case()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.Caller.SignInAsync(MethodIds.App);

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.LockAccount));

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
        Assert.False(await desk.Caller.IsAliveAsync(desk.Caller.Session));
        Assert.Equal("Locked out", (await LockAsync(desk))!.Reason);
        Assert.Contains("Your account is locked", (await desk.Caller.MessagesAsync("email"))[0].Text);
        Assert.Contains(desk.Agent.Id, Assert.Single(await desk.LogAsync("account-locked")).Actor);
    }

    [Fact]
    public async Task R19_Opening_waits_for_a_lead_who_is_somebody_else_and_is_told_on_every_channel()
    {
        var desk = await LockedAsync();

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.OpenAccount));
        var action = await desk.NewestActionAsync();
        Assert.Equal(ActionState.AwaitingApproval, action.State);
        Assert.Contains(nameof(ApprovalReason.LockedAccount), action.ApprovalReasons);
        Assert.NotNull(await LockAsync(desk));
        Assert.Equal(SupportFault.NotLead, Desk.Fault(await desk.ApproveAsync(action, await TestPerson.AtWorkAsync(_portal, "Support"))));
        Assert.Equal(SupportFault.OwnRequest, Desk.Fault(await desk.ApproveAsync(action, desk.Agent)));

        Assert.IsType<SupportResult.Done>(await desk.ApproveAsync(action));

        Assert.Null(await LockAsync(desk));
        Assert.Contains("Support unlocked your account", (await desk.Caller.MessagesAsync("email"))[0].Text);
        Assert.Contains("Support unlocked your account", (await desk.Caller.MessagesAsync("sms"))[0].Text);
        Assert.Single(await desk.LogAsync("account-opened"));
    }

    [Fact]
    public async Task R19_No_setting_and_no_check_lets_one_agent_open_it_alone()
    {
        await using var portal = new Portal(("Support:ApprovalRequiredFor:0", "None"));
        var desk = await Desk.OpenAsync(portal);
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.LockAccount));
        await desk.PassCheckAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.OpenAccount));

        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
    }

    [Theory]
    [InlineData(ActionKind.ResetAll)]
    [InlineData(ActionKind.ResetMethod)]
    [InlineData(ActionKind.IssuePass)]
    public async Task R19_Nothing_that_opens_a_locked_account_can_be_asked_for(ActionKind kind)
    {
        var desk = await LockedAsync();

        Assert.Equal(SupportFault.AccountLocked, Desk.Fault(await desk.AskAsync(kind, MethodIds.App, PassDelivery.Email)));
    }

    [Fact]
    public async Task R19_A_reset_that_waits_stops_when_the_account_is_locked_and_raises_the_alarm()
    {
        var desk = await Desk.OpenAsync(_portal);
        var action = await desk.WaitingResetAsync();

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.LockAccount));
        _portal.Clock.Advance(TimeSpan.FromHours(25));
        await _portal.Get<DueActions>().RunAsync();

        var stopped = await _portal.Get<SupportActionService>().FindAsync(action.Id, CancellationToken.None);
        Assert.Equal((ActionState.Stopped, CancellationCause.AccountClosed), (stopped!.State, stopped.StoppedBy));
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(CaseAlarm.AccountClosed, (await db.Set<SupportCase>().FindAsync(desk.Case))!.Alarm);
        Assert.DoesNotContain(await desk.Caller.ActivityAsync(), entry => entry.StartsWith("method-off", StringComparison.Ordinal));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        var page = await desk.Agent.Browser().GetAsync($"/support/cases/{desk.Case}");
        Assert.Contains("The account was locked or disabled.", page.Page!.QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task R19_A_pass_that_is_on_its_way_is_void()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.ReadBackAsync(CheckKind.CodeByText);
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email));
        var pass = await desk.PassAsync("email");
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.LockAccount));
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        await browser.GetAsync("/sign-in/pass");

        await browser.SubmitAsync(("pass", pass), ("code", pass));

        Assert.False(await browser.IsSignedInAsync());
        Assert.NotNull(await LockAsync(desk));
    }

    [Fact]
    public async Task R19_Nobody_locks_somebody_of_the_same_or_a_higher_role()
    {
        var desk = await Desk.OpenAsync(_portal);
        var result = await _portal.Get<CaseService>().OpenAsync(desk.Agent.Session, desk.Lead.Id, "T-2", "Locked out", LostThings.Nothing);

        Assert.IsType<SupportResult.Refused>(result);
    }

    private async Task<Desk> LockedAsync()
    {
        var desk = await Desk.OpenAsync(_portal);
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.LockAccount));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return desk;
    }

    private async Task<LockState?> LockAsync(Desk desk)
    {
        await using var db = await desk.Portal.OpenDatabaseAsync();
        return await LockedAccounts.FindAsync(db, desk.Caller.Id, CancellationToken.None);
    }
}
