using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Proof and delivery use different channels: somebody with only a mailbox, or only a phone, does not get in (R14).</summary>
public sealed class ProofAndDeliveryTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string NewPassword = "gravel moss seven owls";
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(CheckKind.CodeByEmail, PassDelivery.Email, ActionState.AwaitingApproval)]
    [InlineData(CheckKind.CodeByEmail, PassDelivery.Page, ActionState.AwaitingApproval)]
    [InlineData(CheckKind.CodeByText, PassDelivery.Text, ActionState.AwaitingApproval)]
    [InlineData(CheckKind.CodeByEmail, PassDelivery.Text, ActionState.Done)]
    [InlineData(CheckKind.CodeByText, PassDelivery.Email, ActionState.Done)]
    [InlineData(CheckKind.CodeByText, PassDelivery.Page, ActionState.Done)]
    public async Task A_pass_by_the_way_of_the_check_waits_for_a_lead(CheckKind check, PassDelivery delivery, ActionState state)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.ReadBackAsync(check);

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.IssuePass, delivery: delivery));

        var action = await desk.NewestActionAsync();
        Assert.Equal((state, state == ActionState.Done ? "" : "WeakCheck"), (action.State, action.ApprovalReasons));
    }

    [Fact]
    public async Task One_code_does_not_spare_the_lead_for_an_app_and_two_by_different_ways_do()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.ReadBackAsync(CheckKind.CodeByEmail);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        Assert.Equal("WeakCheck", (await desk.NewestActionAsync()).ApprovalReasons);
        await _portal.Get<SupportActionService>().WithdrawAsync(desk.Agent.Session, (await desk.NewestActionAsync()).Id);

        await desk.ReadBackAsync(CheckKind.CodeByText);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
    }

    [Theory]
    [InlineData(ActionState.Waiting, CheckKind.CodeByEmail)]
    [InlineData(ActionState.Waiting, CheckKind.CodeByText)]
    [InlineData(ActionState.Done, CheckKind.CodeByEmail, CheckKind.CodeByText)]
    public async Task One_code_does_not_spare_the_wait_for_all_methods(ActionState state, params CheckKind[] checks)
    {
        var desk = await Desk.OpenAsync(_portal);
        foreach (var check in checks)
        {
            await desk.ReadBackAsync(check);
        }

        await desk.AskAsync(ActionKind.ResetAll);
        await desk.ApproveAsync(await desk.NewestActionAsync());

        Assert.Equal(state, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task A_passport_that_the_agent_alone_has_seen_sends_no_pass_and_spares_no_wait()
    {
        var desk = await Desk.OpenAsync(_portal);
        await _portal.Get<WitnessedChecks>().RecordDocumentAsync(desk.Agent.Session, desk.Case, IdentityDocument.Passport, "Seen by me");

        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);
        Assert.Equal("WeakCheck", (await desk.NewestActionAsync()).ApprovalReasons);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.ResetAll);
        await desk.ApproveAsync(await desk.NewestActionAsync());

        Assert.Equal(ActionState.Waiting, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task A_policy_that_names_checks_means_those_that_are_not_enough_as_well()
    {
        await using var portal = new Portal(("Support:ApprovalRequiredFor:0", "NoPassedCheck"));
        var desk = await Desk.OpenAsync(portal);
        await desk.ReadBackAsync(CheckKind.CodeByEmail);

        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);

        Assert.Equal("WeakCheck", (await desk.NewestActionAsync()).ApprovalReasons);
    }

    // The original finding: the agent does what the tool says, and the attacker reads the mail and nothing else.
    [Fact]
    public async Task Whoever_reads_the_mail_and_nothing_else_does_not_get_in()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.ReadBackAsync(CheckKind.CodeByEmail);
        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);
        await desk.ApproveAsync(await desk.NewestActionAsync());
        var pass = await desk.PassAsync("email");

        await ResetPasswordAsync(desk.Caller, NewPassword);
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email, NewPassword);
        await browser.GetAsync("/sign-in/pass");
        await browser.SubmitAsync(("pass", pass));

        Assert.Contains("is wrong", browser.Text);
        Assert.False(await browser.IsSignedInAsync());
    }

    private async Task ResetPasswordAsync(TestPerson person, string password)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", person.Email));
        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await browser.SubmitAsync(("new-password", password));
        Assert.Contains("reason=password-reset", browser.Path);
    }
}
