using Microsoft.EntityFrameworkCore;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Callers;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>The caller answers in a browser where they were signed in before the call.</summary>
[OnBothDatabases]
public sealed class CallerAnswersTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private BrowserChecks Checks => _portal.Get<BrowserChecks>();

    private CallerAnswers Answers => _portal.Get<CallerAnswers>();

    private CallerQuestions Questions => _portal.Get<CallerQuestions>();

    [Fact]
    public async Task The_number_that_the_agent_reads_passes_once_and_counts_as_a_way_of_its_own()
    {
        var desk = await DeskAsync();
        var check = await AskAsync(desk);
        var number = await Checks.NumberAsync(desk.Agent.Session, check);
        Assert.Equal(1001, (await Questions.PendingAsync(desk.Caller.Session))!.CaseNumber);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Answers.ConfirmAsync(desk.Caller.Session, check, number)));

        Assert.Single(outcomes, outcome => outcome == CallerOutcome.Done);
        var passed = Assert.Single((await desk.ViewAsync()).Checks);
        Assert.Equal((CheckKind.SignedInBrowser, CheckState.Passed, true), (passed.Kind, passed.State, passed.Counts));
        Assert.Null(await Questions.PendingAsync(desk.Caller.Session));
        Assert.StartsWith("SignedInBrowser", Assert.Single(await desk.LogAsync("check-passed")).Detail);

        // Together with a code by email, that makes two channels: no lead is needed to reset an app.
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
        await _portal.Get<SupportActionService>().WithdrawAsync(desk.Agent.Session, (await desk.NewestActionAsync()).Id);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.ReadBackAsync(CheckKind.CodeByEmail);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task Fifty_guesses_at_once_are_three_and_the_right_number_does_not_pass_after_them()
    {
        var desk = await DeskAsync();
        var check = await AskAsync(desk);
        var number = await Checks.NumberAsync(desk.Agent.Session, check);
        var wrong = number == "10" ? "11" : "10";

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Answers.ConfirmAsync(desk.Caller.Session, check, wrong)));

        Assert.True(outcomes.Count(outcome => outcome == CallerOutcome.WrongNumber) <= 3);
        Assert.Equal(CallerOutcome.Over, await Answers.ConfirmAsync(desk.Caller.Session, check, number));
        Assert.Equal(CheckState.Failed, Assert.Single((await desk.ViewAsync()).Checks).State);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(3, (await db.Set<CaseCheck>().SingleAsync()).Tries);
    }

    [Fact]
    public async Task Whoever_says_that_they_do_not_call_stops_all_and_the_case_alarms()
    {
        var desk = await DeskAsync();
        await desk.AskAsync(ActionKind.ResetAll);
        var check = await AskAsync(desk);

        Assert.Equal(CallerOutcome.Done, await Answers.DenyAsync(desk.Caller.Session, check));

        var view = await desk.ViewAsync();
        Assert.Equal((CaseAlarm.NotCalling, CheckState.Denied), (view.Case.Alarm, Assert.Single(view.Checks).State));
        Assert.Equal((ActionState.Stopped, CancellationCause.Disavowal), (view.Actions[0].State, view.Actions[0].StoppedBy));
        Assert.Single(await desk.LogAsync("caller-denied"));
        Assert.Equal(SupportFault.TooManyTries, Desk.Fault(await Checks.AskAsync(desk.Agent.Session, desk.Case)));
        Assert.Contains("The caller is someone else", (await desk.Agent.Browser().GetAsync($"/support/cases/{desk.Case}")).Text);
    }

    [Fact]
    public async Task Whoever_says_that_they_do_not_call_does_not_keep_the_account_from_being_disabled()
    {
        var desk = await DeskAsync();
        await desk.AskAsync(ActionKind.ResetAll);
        await _portal.Get<SupportActionService>().AskAsync(
            desk.Agent.Session, desk.Case, new(ActionKind.DisableAccount, Reason: "A stranger is signed in"));
        var check = await AskAsync(desk);

        Assert.Equal(CallerOutcome.Done, await Answers.DenyAsync(desk.Caller.Session, check));

        var view = await desk.ViewAsync();
        Assert.Equal(CaseAlarm.NotCalling, view.Case.Alarm);
        Assert.Equal(ActionState.Stopped, view.Actions.Single(action => action.Kind == ActionKind.ResetAll).State);
        var disabling = view.Actions.Single(action => action.Kind == ActionKind.DisableAccount);
        Assert.Equal(ActionState.AwaitingApproval, disabling.State);
        Assert.IsType<SupportResult.Done>(await _portal.Get<Approvals>().ApproveAsync(desk.Lead.Session, disabling.Id));
        Assert.False(await desk.Caller.IsAliveAsync(desk.Caller.Session));
    }

    [Fact]
    public async Task A_browser_that_was_signed_in_only_after_the_case_was_opened_is_not_asked()
    {
        var desk = await Desk.OpenAsync(_portal);
        Assert.Equal(SupportFault.NoBrowser, Desk.Fault(await Checks.AskAsync(desk.Agent.Session, desk.Case)));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.Caller.SignInAsync(MethodIds.App);

        Assert.Equal(SupportFault.NoBrowser, Desk.Fault(await Checks.AskAsync(desk.Agent.Session, desk.Case)));
        Assert.False((await desk.ViewAsync()).Places.Browser);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", LostThings.Phone, true)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", LostThings.Computer, false)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", LostThings.Computer, true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", LostThings.Phone, false)]
    public async Task Nothing_is_asked_on_what_was_reported_lost(string browser, LostThings lost, bool isRefused)
    {
        var desk = await DeskAsync(browser);
        await _portal.Get<CaseService>().ReportLostAsync(desk.Agent.Session, desk.Case, lost);

        var result = await Checks.AskAsync(desk.Agent.Session, desk.Case);

        Assert.Equal(isRefused ? SupportFault.NoBrowser : null, (result as SupportResult.Refused)?.Fault);
    }

    [Fact]
    public async Task An_answer_on_a_phone_is_no_other_way_than_a_text_to_it()
    {
        var desk = await DeskAsync("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36");
        var check = await AskAsync(desk);
        await Answers.ConfirmAsync(desk.Caller.Session, check, await Checks.NumberAsync(desk.Agent.Session, check));

        Assert.Equal(CheckKind.SignedInPhone, Assert.Single((await desk.ViewAsync()).Checks).Kind);
        await desk.ReadBackAsync(CheckKind.CodeByText);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task Nobody_else_answers_and_nobody_else_sees_the_number()
    {
        var desk = await DeskAsync();
        var check = await AskAsync(desk);
        var stranger = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);

        Assert.Null(await Checks.NumberAsync(desk.Lead.Session, check));
        Assert.Null(await Checks.NumberAsync(desk.Caller.Session, check));
        Assert.Null(await Questions.PendingAsync(stranger.Session));
        Assert.Equal(CallerOutcome.Over, await Answers.DenyAsync(stranger.Session, check));
        Assert.Equal(CallerOutcome.Over, await Answers.ConfirmAsync(desk.Agent.Session, check, await Checks.NumberAsync(desk.Agent.Session, check)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await _portal.Get<CaseChecks>().AnswerCodeAsync(desk.Agent.Session, desk.Case, check, "123456")));
        Assert.Equal(CheckState.Waiting, Assert.Single((await desk.ViewAsync()).Checks).State);
    }

    [Fact]
    public async Task Nobody_is_asked_more_than_three_times_an_hour_nor_after_two_minutes()
    {
        var desk = await DeskAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Checks.AskAsync(desk.Agent.Session, desk.Case)));

        Assert.Equal(3, results.OfType<SupportResult.Done>().Count());
        Assert.Single((await desk.ViewAsync()).Checks, check => check.State == CheckState.Waiting);
        var pending = await Questions.PendingAsync(desk.Caller.Session);
        var number = await Checks.NumberAsync(desk.Agent.Session, pending!.Id);
        _portal.Clock.Advance(BrowserChecks.Lifetime);
        Assert.Equal(CallerOutcome.Over, await Answers.ConfirmAsync(desk.Caller.Session, pending.Id, number));
        Assert.Null(await Questions.PendingAsync(desk.Caller.Session));
    }

    private async Task<Guid> AskAsync(Desk desk) =>
        Assert.IsType<SupportResult.Done>(await Checks.AskAsync(desk.Agent.Session, desk.Case)).Id;

    // The caller signed in before the call, in a browser with this user agent.
    private async Task<Desk> DeskAsync(string? browser = null)
    {
        var desk = await Desk.OpenAsync(_portal);
        await _portal.Get<CaseService>().CloseAsync(desk.Agent.Session, desk.Case);
        await desk.Caller.SignInAsync(MethodIds.App);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Set<SupportCase>().ExecuteDeleteAsync();
        }

        if (browser is not null)
        {
            await Rows.ExecuteAsync(_portal, $"""UPDATE "Sessions" SET "UserAgent" = {browser} WHERE "UserId" = {desk.Caller.Id}""");
        }

        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.ReopenAsync();
        return desk;
    }
}
