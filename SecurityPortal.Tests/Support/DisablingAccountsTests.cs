using Bunit;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>Support disables an account and enables it again, with a reason and always with a lead (R17).</summary>
[OnBothDatabases]
public sealed class DisablingAccountsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Why = "Payroll says that they left";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R17_Disabling_waits_for_a_lead_who_is_somebody_else_and_ends_sessions_with_a_mail()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.Caller.SignInAsync(MethodIds.App);

        Assert.IsType<SupportResult.Done>(await AskAsync(desk, ActionKind.DisableAccount));
        var action = await desk.NewestActionAsync();
        Assert.Equal((ActionState.AwaitingApproval, Why), (action.State, action.Reason));
        Assert.Contains(nameof(ApprovalReason.KeepsOut), action.ApprovalReasons);
        Assert.True(await desk.Caller.IsAliveAsync(desk.Caller.Session));
        Assert.Equal(SupportFault.OwnRequest, Desk.Fault(await desk.ApproveAsync(action, desk.Agent)));
        Assert.Equal(SupportFault.NotLead, Desk.Fault(await desk.ApproveAsync(action, await TestPerson.AtWorkAsync(_portal, "Support"))));

        Assert.IsType<SupportResult.Done>(await desk.ApproveAsync(action));

        Assert.Equal(AccountState.Disabled, await StateAsync(desk));
        Assert.False(await desk.Caller.IsAliveAsync(desk.Caller.Session));
        Assert.Contains("Your account was disabled", (await desk.Caller.MessagesAsync("email"))[0].Text);
        var entry = Assert.Single(await desk.LogAsync("account-disabled"));
        Assert.Equal(Why, entry.Detail);
        Assert.StartsWith(desk.Agent.Id, entry.Actor);
    }

    [Fact]
    public async Task R17_Enabling_waits_for_a_lead_and_is_told_on_every_channel()
    {
        var desk = await DisabledAsync();

        Assert.IsType<SupportResult.Done>(await AskAsync(desk, ActionKind.EnableAccount));
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
        Assert.Equal(AccountState.Disabled, await StateAsync(desk));
        Assert.IsType<SupportResult.Done>(await desk.ApproveAsync(await desk.NewestActionAsync()));

        Assert.Equal(AccountState.Active, await StateAsync(desk));
        Assert.Contains("Your account is enabled again", (await desk.Caller.MessagesAsync("email"))[0].Text);
        Assert.Contains("Your account is enabled again", (await desk.Caller.MessagesAsync("sms"))[0].Text);
        Assert.Equal(Why, Assert.Single(await desk.LogAsync("account-enabled")).Detail);
    }

    [Fact]
    public async Task R17_No_setting_and_no_check_lets_one_agent_do_either_alone()
    {
        await using var portal = new Portal(("Support:ApprovalRequiredFor:0", "None"));
        var desk = await Desk.OpenAsync(portal);
        await desk.PassCheckAsync();

        Assert.IsType<SupportResult.Done>(await AskAsync(desk, ActionKind.DisableAccount));
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
        Assert.IsType<SupportResult.Done>(await desk.ApproveAsync(await desk.NewestActionAsync()));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<SupportResult.Done>(await AskAsync(desk, ActionKind.EnableAccount));
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("\u202E\u2066")]
    [InlineData("long")]
    public async Task R17_Without_a_reason_that_fits_nothing_is_asked_for(string? reason)
    {
        var desk = await Desk.OpenAsync(_portal);

        var result = await AskAsync(desk, ActionKind.DisableAccount, reason == "long" ? new string('x', 401) : reason ?? "");

        Assert.Equal(SupportFault.ReasonMissing, Desk.Fault(result));
        Assert.DoesNotContain((await desk.ViewAsync()).Actions, action => action.Kind == ActionKind.DisableAccount);
    }

    [Fact]
    public async Task R17_A_reason_keeps_its_markup_as_text_and_loses_turns_of_direction()
    {
        var desk = await Desk.OpenAsync(_portal);
        await AskAsync(desk, ActionKind.DisableAccount, "<b>=1+1\u202E</b>\r\nnext");

        Assert.Equal("<b>=1+1</b>  next", (await desk.NewestActionAsync()).Reason);
    }

    [Theory]
    [InlineData(ActionKind.ResetAll)]
    [InlineData(ActionKind.ResetMethod)]
    [InlineData(ActionKind.IssuePass)]
    public async Task R17_Nothing_that_opens_a_disabled_account_can_be_asked_for(ActionKind kind)
    {
        var desk = await DisabledAsync();

        Assert.Equal(SupportFault.AccountDisabled, Desk.Fault(await desk.AskAsync(kind, MethodIds.App, PassDelivery.Email)));
    }

    [Fact]
    public async Task R17_What_is_done_already_is_not_asked_for_again()
    {
        var desk = await DisabledAsync();

        Assert.Equal(SupportFault.NothingToDo, Desk.Fault(await AskAsync(desk, ActionKind.DisableAccount)));
        await desk.Caller.EnableAsync();
        Assert.Equal(SupportFault.NothingToDo, Desk.Fault(await AskAsync(desk, ActionKind.EnableAccount)));
    }

    [Fact]
    public async Task R17_Fifty_presses_at_once_ask_once_and_fifty_approvals_disable_once()
    {
        var desk = await Desk.OpenAsync(_portal);

        var asked = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(desk, ActionKind.DisableAccount)));
        var action = await desk.NewestActionAsync();
        var approved = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => desk.ApproveAsync(action)));

        Assert.Single(asked.OfType<SupportResult.Done>());
        Assert.Single(approved.OfType<SupportResult.Done>());
        Assert.Single(await desk.LogAsync("account-disabled"));
    }

    [Fact]
    public async Task R17_Whoever_has_the_mailbox_does_not_keep_an_account_from_being_disabled()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.Caller.SignInAsync(MethodIds.App);
        await desk.Caller.ConfirmAsync(MethodIds.App);
        await desk.Caller.TurnOffAsync(MethodIds.Sms);
        var link = await desk.StopLinkAsync("email");
        await AskAsync(desk, ActionKind.DisableAccount);

        var browser = _portal.Browser();
        await browser.GetAsync(link);
        await browser.SubmitAsync();

        Assert.NotEmpty(await desk.LogAsync("not-me"));
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task R17_A_role_that_is_taken_away_before_the_approval_disables_nobody()
    {
        var desk = await Desk.OpenAsync(_portal);
        await AskAsync(desk, ActionKind.DisableAccount);
        await desk.Agent.HasRoleAsync(null);

        Assert.Equal(SupportFault.AskerGone, Desk.Fault(await desk.ApproveAsync(await desk.NewestActionAsync())));
        Assert.Equal(AccountState.Active, await StateAsync(desk));
    }

    [Fact]
    public async Task R17_A_case_that_is_closed_under_the_open_dialog_disables_nobody_and_the_page_says_so()
    {
        var desk = await Desk.OpenAsync(_portal);
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));
        page.WaitForElement("[aria-labelledby=actions] button", Patience);
        await page.FindAll("button").First(button => Screen.Words(button) == "Disable the account").ClickAsync();
        screen.Shown.WaitForElement("#action-reason", Patience).Change(Why);
        Assert.IsType<SupportResult.Done>(await _portal.Get<CaseService>().CloseAsync(desk.Lead.Session, desk.Case));

        await screen.Shown.Find("[role=dialog] form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("This case is closed.", page.Find("[data-testid=outcome]").TextContent), Patience);
        Assert.DoesNotContain((await desk.ViewAsync()).Actions, action => action.Kind == ActionKind.DisableAccount);
        Assert.Equal(AccountState.Active, await StateAsync(desk));
    }

    [Fact]
    public async Task R17_The_case_shows_the_reason_and_the_persons_page_the_state()
    {
        var desk = await DisabledAsync();

        Assert.Equal(Why, (await desk.ViewAsync(desk.Lead)).Actions.Single(action => action.Kind == ActionKind.DisableAccount).Reason);
        Assert.True((await _portal.Get<PersonQueries>().LoadAsync(desk.Agent.Session, desk.Caller.Id)).View!.IsDisabled);
    }

    private async Task<Desk> DisabledAsync()
    {
        var desk = await Desk.OpenAsync(_portal);
        Assert.IsType<SupportResult.Done>(await AskAsync(desk, ActionKind.DisableAccount));
        Assert.IsType<SupportResult.Done>(await desk.ApproveAsync(await desk.NewestActionAsync()));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return desk;
    }

    private static Task<SupportResult> AskAsync(Desk desk, ActionKind kind, string reason = Why) =>
        desk.Portal.Get<SupportActionService>().AskAsync(desk.Agent.Session, desk.Case, new(kind, Reason: reason));

    private static async Task<AccountState?> StateAsync(Desk desk)
    {
        await using var db = await desk.Portal.OpenDatabaseAsync();
        return await db.AccountStateAsync(desk.Caller.Id, desk.Portal.Clock.GetUtcNow(), CancellationToken.None);
    }
}
