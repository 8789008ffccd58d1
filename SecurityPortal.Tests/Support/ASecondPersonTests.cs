using SecurityPortal.Audit;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

public sealed class ASecondPersonTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private SupportActionService Actions => _portal.Get<SupportActionService>();

    [Fact]
    public async Task A_reset_without_a_passed_check_waits_for_a_lead()
    {
        var desk = await Desk.OpenAsync(_portal);

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        Assert.Equal("NoPassedCheck", (await desk.NewestActionAsync()).ApprovalReasons);
        await desk.Caller.SignInAsync(MethodIds.Sms);
        Assert.Contains(MethodIds.App, await desk.Caller.OnAsync());
        await desk.ApproveAsync(await desk.NewestActionAsync());
        await desk.Caller.SignInAsync(MethodIds.Sms);
        Assert.DoesNotContain(MethodIds.App, await desk.Caller.OnAsync());
    }

    [Fact]
    public async Task A_second_reset_of_another_kind_within_a_day_waits_for_a_lead()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App, MethodIds.Sms);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);

        Assert.Equal("SecondReset", (await desk.NewestActionAsync()).ApprovalReasons);
    }

    [Theory]
    [InlineData("email-changed", "")]
    [InlineData("password-changed", "")]
    [InlineData("password-reset", "")]
    [InlineData("method-changed", "Sms")]
    [InlineData("method-off", "Sms,WhatsApp")]
    public async Task A_reset_after_a_change_waits_for_a_lead(string change, string detail)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await _portal.Get<AuditLogWriter>().AppendAsync(new(desk.Caller.Id, AuditEvents.Find(change)!, detail));

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        Assert.Equal("RecentChange", (await desk.NewestActionAsync()).ApprovalReasons);
    }

    [Fact]
    public async Task A_reset_of_somebody_who_works_for_support_waits_for_another_lead()
    {
        var desk = await Desk.OpenAsync(_portal);
        var colleague = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await colleague.HasRoleAsync("Support");
        var inCase = await desk.OpenCaseAsync(desk.Lead, colleague);

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App, by: desk.Lead, inCase: inCase);

        var action = await desk.NewestActionAsync(colleague);
        Assert.Contains("PrivilegedAccounts", action.ApprovalReasons);
        Assert.Equal(SupportFault.OwnRequest, Desk.Fault(await desk.ApproveAsync(action)));
        Assert.IsType<SupportResult.Done>(await desk.ApproveAsync(action, await TestPerson.AtWorkAsync(_portal, "SupportLead")));
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for_and_no_agent_approves_at_all()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll, by: desk.Lead);
        var action = await desk.NewestActionAsync();

        Assert.Equal(SupportFault.OwnRequest, Desk.Fault(await desk.ApproveAsync(action, desk.Lead)));
        Assert.Equal(SupportFault.NotLead, Desk.Fault(await desk.ApproveAsync(action, desk.Agent)));
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
        Assert.Equal(2, (await desk.LogAsync("support-denied")).Count);
    }

    [Fact]
    public async Task Approved_twice_at_once_it_is_done_once()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetAll);
        var action = await desk.NewestActionAsync();
        var second = await TestPerson.AtWorkAsync(_portal, "SupportLead");

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            desk.ApproveAsync(action, i % 2 == 0 ? desk.Lead : second)));

        Assert.Single(results.OfType<SupportResult.Done>());
        Assert.Single(await desk.LogAsync("support-approved"));
        Assert.Single(await desk.LogAsync("two-factor-off"));
    }

    [Fact]
    public async Task Approved_and_refused_at_once_one_of_them_counts()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetAll);
        var action = await desk.NewestActionAsync();
        var second = await TestPerson.AtWorkAsync(_portal, "SupportLead");

        var results = await Task.WhenAll(
            desk.ApproveAsync(action), _portal.Get<Approvals>().RefuseAsync(second.Session, action.Id, "No"));

        Assert.Single(results.OfType<SupportResult.Done>());
        var done = (await desk.LogAsync("method-off")).Count;
        Assert.Equal(results[0] is SupportResult.Done ? 1 : 0, done);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_that_the_agent_reads()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        var action = await desk.NewestActionAsync();
        var approvals = _portal.Get<Approvals>();

        Assert.Equal(SupportFault.ReasonMissing, Desk.Fault(await approvals.RefuseAsync(desk.Lead.Session, action.Id, " ")));
        Assert.IsType<SupportResult.Done>(await approvals.RefuseAsync(desk.Lead.Session, action.Id, "Call them back first"));

        var seen = Assert.Single((await desk.ViewAsync()).Actions);
        Assert.Equal((ActionState.Refused, "Call them back first"), (seen.State, seen.DecisionReason));
        Assert.Equal(SupportFault.ChangedMeanwhile, Desk.Fault(await desk.ApproveAsync(action)));
    }

    [Fact]
    public async Task Nothing_is_approved_after_its_time()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        var action = await desk.NewestActionAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await desk.Lead.SignInAsync(MethodIds.SecurityKeys);

        Assert.Equal(SupportFault.Over, Desk.Fault(await desk.ApproveAsync(action)));
        Assert.Empty(await desk.LogAsync("method-off"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_withdrawn_after_its_time_whether_that_is_noted_yet_or_not(bool isNoted)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        var action = await desk.NewestActionAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        if (isNoted)
        {
            await _portal.Get<DueActions>().RunAsync();
        }

        Assert.Equal(SupportFault.Over, Desk.Fault(await Actions.WithdrawAsync(desk.Agent.Session, action.Id)));

        Assert.Equal(isNoted ? ActionState.Stopped : ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task Whoever_may_not_withdraw_a_request_is_refused_and_the_log_names_the_case()
    {
        var desk = await Desk.OpenAsync(_portal);
        var colleague = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await colleague.HasRoleAsync("Support");
        var inCase = await desk.OpenCaseAsync(desk.Lead, colleague);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App, by: desk.Lead, inCase: inCase);

        var result = await Actions.WithdrawAsync(desk.Agent.Session, (await desk.NewestActionAsync(colleague)).Id);

        Assert.Equal(SupportFault.TooHigh, Desk.Fault(result));
        var entry = Assert.Single(await desk.LogAsync("support-denied", colleague.Id));
        var (_, number) = (await _portal.Get<CaseService>().FindAsync(inCase, CancellationToken.None))!.Value;
        Assert.Equal((SupportActor.Of(desk.Agent.Id, number), "withdraw: TooHigh"), (entry.Actor, entry.Detail));
    }

    [Fact]
    public async Task What_a_former_agent_asked_for_is_not_approved()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        await desk.Agent.HasRoleAsync(null);

        Assert.Equal(SupportFault.AskerGone, Desk.Fault(await desk.ApproveAsync(await desk.NewestActionAsync())));
    }

    [Fact]
    public async Task Nothing_is_approved_for_an_account_that_is_gone()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        var action = await desk.NewestActionAsync();
        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "AspNetUsers" WHERE "Id" = {desk.Caller.Id}""");

        Assert.Equal(SupportFault.NotFound, Desk.Fault(await desk.ApproveAsync(action)));
        Assert.Equal(SupportFault.NotFound, Desk.Fault(await desk.AskAsync(ActionKind.ResetAll)));
    }

    [Fact]
    public async Task The_same_is_not_asked_for_twice()
    {
        var desk = await Desk.OpenAsync(_portal);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.AskAsync(ActionKind.ResetAll)));

        Assert.Single(results.OfType<SupportResult.Done>());
        Assert.All(results.OfType<SupportResult.Refused>(), refused => Assert.Equal(SupportFault.AlreadyAsked, refused.Fault));
    }
}
