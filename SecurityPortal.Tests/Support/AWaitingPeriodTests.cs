using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

public sealed class AWaitingPeriodTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(24);
    private readonly Portal _portal = shared.Portal;

    private DueActions Due => _portal.Get<DueActions>();

    // Completes what other tests left waiting before this one begins, in whatever order they run.
    public async ValueTask InitializeAsync()
    {
        _portal.Clock.Advance(Period);
        await Due.RunAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_reset_of_all_without_a_check_waits_a_day_and_is_then_done()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        Assert.True((await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id)) > 0);

        _portal.Clock.Advance(Period - TimeSpan.FromSeconds(1));
        await Due.RunAsync();
        Assert.Equal(ActionState.Waiting, (await desk.NewestActionAsync()).State);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await Due.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id));
    }

    [Fact]
    public async Task With_a_passed_check_it_does_not_wait()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetAll);

        await desk.ApproveAsync(await desk.NewestActionAsync());

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task Policy_shortens_it_and_leaves_the_lead_out()
    {
        await using var portal = new Portal(("Support:WaitingPeriod", "01:00:00"), ("Support:ApprovalRequiredFor:0", "None"));
        var desk = await Desk.OpenAsync(portal);

        await desk.AskAsync(ActionKind.ResetAll);

        var action = await desk.NewestActionAsync();
        Assert.Equal((ActionState.Waiting, portal.Clock.GetUtcNow().AddHours(1)), (action.State, action.DueAt));
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("email")]
    public async Task It_is_told_on_every_channel_on_file_and_stopped_by_one_post(string channel)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        var session = (await desk.Caller.SignInAsync()).Session;
        var link = await desk.StopLinkAsync(channel);

        var browser = await _portal.Browser().GetAsync(link);
        await _portal.Browser().GetAsync(link);
        Assert.Equal(ActionState.Waiting, (await desk.NewestActionAsync()).State);
        Assert.Contains("Stop this", browser.Text);
        await browser.SubmitAsync();

        Assert.Contains("Stopped. Nothing was changed.", browser.Text);
        var action = await desk.NewestActionAsync();
        Assert.Equal((ActionState.Stopped, CancellationCause.Notice), (action.State, action.StoppedBy));
        Assert.True(await desk.Caller.IsAliveAsync(session));
        _portal.Clock.Advance(Period);
        Assert.Equal(0, await Due.RunAsync());
        Assert.NotEqual(0, await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id));
    }

    [Fact]
    public async Task Stopped_twice_by_both_links_it_is_stopped_once()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        var first = await _portal.Browser().GetAsync(await desk.StopLinkAsync("sms"));
        var second = await _portal.Browser().GetAsync(await desk.StopLinkAsync("email"));

        await first.SubmitAsync();
        await second.SubmitAsync();

        Assert.Contains("There is nothing left to stop", second.Text);
        Assert.Contains("already been used", (await _portal.Browser().GetAsync(await desk.StopLinkAsync("sms"))).Text);
        Assert.Single(await desk.LogAsync("support-stopped"));
    }

    [Fact]
    public async Task The_agent_sees_that_it_was_stopped_and_not_by_which_address()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        var byText = await _portal.Browser().GetAsync(await desk.StopLinkAsync("sms"));
        await byText.SubmitAsync();

        var action = (await desk.ViewAsync()).Actions.Single();

        Assert.Equal("Stopped by the person", _portal.Get<ActionTexts>().State(action, _portal.Clock.GetUtcNow()));
        var entry = Assert.Single(await desk.LogAsync("support-stopped"));
        Assert.Equal(($"ResetAll Notice #{(await desk.ViewAsync()).Case.Number}", "", ""), (entry.Detail, entry.Address, entry.UserAgent));
    }

    [Theory]
    [InlineData(MethodIds.App)]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.BackupCodes)]
    public async Task Signing_in_with_a_method_on_file_stops_it(string method)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();

        await desk.Caller.SignInAsync(method);

        var action = await desk.NewestActionAsync();
        Assert.Equal((ActionState.Stopped, CancellationCause.SignIn), (action.State, action.StoppedBy));
    }

    [Fact]
    public async Task Signing_in_with_a_backup_code_stops_the_reset_of_the_only_other_method()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        await desk.ApproveAsync(await desk.NewestActionAsync());
        Assert.Equal(ActionState.Waiting, (await desk.NewestActionAsync()).State);

        await desk.Caller.SignInAsync(MethodIds.BackupCodes);

        Assert.Equal(CancellationCause.SignIn, (await desk.NewestActionAsync()).StoppedBy);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(AuthenticationMethods.TemporaryPass)]
    public async Task Signing_in_with_no_method_does_not_stop_it(string? with)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();

        await desk.Caller.SignInAsync(with);

        Assert.Equal(ActionState.Waiting, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task Signing_in_with_another_method_leaves_the_reset_of_one()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        await desk.Caller.SignInAsync(MethodIds.Sms);
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
        await desk.Caller.SignInAsync(MethodIds.App);

        Assert.Equal(ActionState.Stopped, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task This_wasnt_me_stops_it_and_opens_a_case()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        await desk.Caller.SignInElsewhereAsync();
        await using (var transaction = await SecurityPortal.Platform.Database.PersonTransaction.BeginAsync(
            _portal.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<SecurityPortal.Platform.Database.PortalDbContext>>(), desk.Caller.Id))
        {
            await _portal.Get<SecurityPortal.Messaging.Notifications.NotificationWriter>().AddAsync(transaction, new SecurityPortal.Messaging.Notifications.NewDeviceNotification());
            await transaction.CommitAsync();
        }

        var mail = (await desk.Caller.MessagesAsync("email")).First(sent => sent.Text.Contains("hadn't been used with your account before", StringComparison.Ordinal));
        var browser = await _portal.Browser().GetAsync(
            System.Text.RegularExpressions.Regex.Match(mail.Text, @"/notices/[\w-]+").Value);
        await browser.SubmitAsync();

        Assert.Equal((ActionState.Stopped, CancellationCause.Disavowal), ((await desk.NewestActionAsync()).State, (await desk.NewestActionAsync()).StoppedBy));
        var own = Assert.Single(
            (await _portal.Get<SecurityPortal.Support.Cases.CaseQueue>().ListAsync(
                desk.Agent.Session, new(UserId: desk.Caller.Id))).Lines,
            line => line.OpenedBy is null);
        Assert.Equal("–", own.Ticket);
    }

    [Fact]
    public async Task What_is_due_is_done_once_by_several_nodes()
    {
        // Completes what the other tests left waiting.
        _portal.Clock.Advance(Period);
        await Due.RunAsync();
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        _portal.Clock.Advance(Period);

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Due.RunAsync()));

        Assert.Equal(1, done.Sum());
        Assert.Single(await desk.LogAsync("two-factor-off"));
    }

    [Fact]
    public async Task What_a_former_agent_asked_for_is_not_done()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        await desk.Agent.HasRoleAsync(null);
        _portal.Clock.Advance(Period);

        Assert.Equal(0, await Due.RunAsync());

        var action = await desk.NewestActionAsync();
        Assert.Equal((ActionState.Stopped, CancellationCause.AskerGone), (action.State, action.StoppedBy));
        Assert.NotEqual(0, await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id));
    }

    [Fact]
    public async Task What_an_agent_asked_for_is_neither_approved_nor_done_once_the_agents_account_is_disabled()
    {
        var (waiting, pending) = (await Desk.OpenAsync(_portal), await Desk.OpenAsync(_portal));
        await waiting.WaitingResetAsync();
        await pending.AskAsync(ActionKind.ResetAll);
        await waiting.Agent.DisableAsync();
        await pending.Agent.DisableAsync();

        Assert.Equal(SupportFault.AskerGone, Desk.Fault(await pending.ApproveAsync(await pending.NewestActionAsync())));
        _portal.Clock.Advance(Period);
        Assert.Equal(0, await Due.RunAsync());

        Assert.Equal(CancellationCause.AskerGone, (await waiting.NewestActionAsync()).StoppedBy);
        Assert.NotEqual(0, await Rows.CountAsync(_portal, "MethodEnrolments", waiting.Caller.Id));
    }

    [Fact]
    public async Task R15_A_new_password_stops_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.Caller.SignInAsync(MethodIds.App);
        await desk.WaitingResetAsync();

        var browser = await desk.Caller.Browser().GetAsync("/settings/account/password");
        await browser.SubmitAsync(("password", Portal.Password), ("new-password", "gravel moss seven owls"));

        var action = Assert.Single((await desk.ViewAsync()).Actions);
        Assert.Equal(
            "Stopped: the password was changed in the meantime", _portal.Get<ActionTexts>().State(action, _portal.Clock.GetUtcNow()));
        Assert.StartsWith("ResetAll NewPassword", Assert.Single(await desk.LogAsync("support-stopped")).Detail);
    }

    [Fact]
    public async Task Stopped_and_due_at_once_one_of_them_counts()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        var browser = await _portal.Browser().GetAsync(await desk.StopLinkAsync("email"));
        _portal.Clock.Advance(Period);

        await Task.WhenAll(Due.RunAsync(), browser.SendAsync(browser.Form()));

        var left = await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id);
        Assert.Equal((await desk.NewestActionAsync()).State == ActionState.Done, left == 0);
    }

    [Fact]
    public async Task An_agent_takes_it_back()
    {
        var desk = await Desk.OpenAsync(_portal);
        var action = await desk.WaitingResetAsync();

        Assert.IsType<SupportResult.Done>(await _portal.Get<SupportActionService>().WithdrawAsync(desk.Agent.Session, action.Id));

        Assert.Equal(ActionState.Withdrawn, (await desk.NewestActionAsync()).State);
    }
}
