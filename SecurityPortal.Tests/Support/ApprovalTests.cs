using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>A lead decides on exactly what they have read, and their reason is kept.</summary>
public sealed class ApprovalTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task What_has_changed_since_it_was_read_is_not_approved()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        var first = await desk.NewestActionAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.Sms);
        var read = (await desk.ViewAsync(desk.Lead)).Actions.Single(action => action.Id != first.Id);
        await desk.ApproveAsync(first);

        var approvals = _portal.Get<Approvals>();
        Assert.Equal(
            SupportFault.ChangedMeanwhile, Desk.Fault(await approvals.ApproveAsync(desk.Lead.Session, read.Id, seen: read.Plan)));
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);

        var now = (await desk.ViewAsync(desk.Lead)).Actions.Single(action => action.Id == read.Id);
        Assert.True(now.Plan!.EndsTwoFactor);
        Assert.IsType<SupportResult.Done>(await approvals.ApproveAsync(desk.Lead.Session, read.Id, seen: now.Plan));
    }

    [Theory]
    [InlineData("Support")]
    [InlineData("SupportLead")]
    public async Task What_it_would_do_is_read_by_a_lead_who_may_decide_and_by_nobody_else(string role)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll, by: desk.Lead);
        var other = await TestPerson.AtWorkAsync(_portal, role);

        Assert.Equal(role == "SupportLead", (await desk.ViewAsync(other)).Actions.Single().Plan is not null);
        Assert.Null((await desk.ViewAsync(desk.Lead)).Actions.Single().Plan);
    }

    [Fact]
    public async Task A_password_that_was_changed_after_the_request_is_a_reason_that_the_lead_reads()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        await _portal.Get<SecurityPortal.Audit.AuditLogWriter>().AppendAsync(new(desk.Caller.Id, SecurityPortal.Audit.AuditEvents.PasswordReset));

        Assert.Contains(ApprovalReason.RecentChange, (await desk.ViewAsync(desk.Lead)).Actions.Single().Plan!.Reasons);
    }

    [Fact]
    public async Task The_leads_reason_is_in_the_story_and_in_the_log()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        await _portal.Get<Approvals>().RefuseAsync(desk.Lead.Session, (await desk.NewestActionAsync()).Id, "Sms and ResetAll are : not enough");
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.ResetAll);
        await _portal.Get<Approvals>().ApproveAsync(desk.Lead.Session, (await desk.NewestActionAsync()).Id, "Saw them on video");

        var actions = (await desk.ViewAsync()).Actions;
        Assert.Equal(["Sms and ResetAll are : not enough", "Saw them on video"], actions.Select(action => action.DecisionReason));
        Assert.All(actions, action => Assert.Equal((desk.Lead.Email, true), (action.DecidedBy, action.DecidedAt is not null)));
        var words = _portal.Get<AuditEventTexts>();
        var refused = Assert.Single(await desk.LogAsync("support-refused"));
        var approved = Assert.Single(await desk.LogAsync("support-approved"));
        Assert.Equal("Refused by a lead: Reset all methods. Sms and ResetAll are : not enough", words.What(refused.Event, refused.Detail));
        Assert.Equal("Approved: Reset all methods. Saw them on video", words.What(approved.Event, approved.Detail));
    }

    [Fact]
    public async Task Whoever_takes_a_request_back_is_named()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        await _portal.Get<SupportActionService>().WithdrawAsync(desk.Lead.Session, (await desk.NewestActionAsync()).Id);

        Assert.Equal(desk.Lead.Email, (await desk.ViewAsync()).Actions.Single().WithdrawnBy);
        Assert.Equal($"{desk.Lead.Id}/{(await desk.ViewAsync()).Case.Number}", Assert.Single(await desk.LogAsync("support-stopped")).Actor);
    }

    [Fact]
    public async Task What_was_refused_in_a_case_names_the_case()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        await desk.AskAsync(ActionKind.ResetAll);
        await desk.ApproveAsync(await desk.NewestActionAsync(), desk.Agent);

        var number = (await desk.ViewAsync()).Case.Number;
        Assert.All(await desk.LogAsync("support-denied"), entry => Assert.Equal($"{desk.Agent.Id}/{number}", entry.Actor));
    }

    [Fact]
    public async Task What_the_person_stopped_and_what_the_portal_opened_stand_in_the_log_with_their_case()
    {
        await using var portal = new Portal();
        var desk = await Desk.OpenAsync(portal);
        await desk.WaitingResetAsync();
        await (await portal.Browser().GetAsync(await desk.StopLinkAsync("sms"))).SubmitAsync();
        await portal.Get<CaseService>().OpenAsync(desk.Agent.Session, desk.Caller.Id, "INC #7", "R", LostThings.Nothing);

        var (entries, _) = await portal.Get<SupportAuditLog>().ListAsync(desk.Lead.Session, new(AuditEntryKind.Everything));

        Assert.Equal(("1001", "ResetAll Notice"), entries.Where(entry => entry.Event == "support-stopped").Select(entry => (entry.CaseNumber, entry.Detail)).Single());
        Assert.Contains(entries, entry => entry is { Event: "case-opened", Detail: "INC #7", CaseNumber: "1002" });
    }

    [Theory]
    [InlineData("case-opened", "portal", "#1524", "", "1524")]
    [InlineData("case-opened", "agent/7", "INC #7", "INC #7", null)]
    [InlineData("support-stopped", "self", "ResetAll Notice #12", "ResetAll Notice", "12")]
    [InlineData("support-stopped", "portal", "ResetAll Notice", "ResetAll Notice", null)]
    [InlineData("support-stopped", "portal", "ResetAll #x", "ResetAll #x", null)]
    public void Only_what_the_portal_wrote_is_read_as_the_number_of_a_case(
        string name, string actor, string detail, string left, string? number) =>
        Assert.Equal((left, number), LogDetails.Read(name, actor, detail));
}
