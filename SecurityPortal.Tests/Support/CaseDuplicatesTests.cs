using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Two cases about one problem become one.</summary>
[OnBothDatabases]
public sealed class CaseDuplicatesTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private CaseDuplicates Duplicates => _portal.Get<CaseDuplicates>();

    [Fact]
    public async Task A_duplicate_is_closed_and_leads_to_the_case_that_goes_on()
    {
        var (desk, second, number) = await TwoAsync();
        Assert.Equal(second, Assert.Single((await desk.ViewAsync()).Others).Id);

        Assert.IsType<SupportResult.Done>(await Duplicates.MarkAsync(desk.Agent.Session, desk.Case, number));

        var view = await desk.ViewAsync();
        Assert.Equal((second, CaseStage.Closed), (view.DuplicateOf!.Id, view.Case.Stage));
        Assert.Equal(
            $"{desk.Agent.Email} closed the case as a duplicate of case {number}",
            _portal.Get<SupportTexts>().Head(view.Notes.Single(note => note.Kind == CaseNoteKind.Duplicate)));
        Assert.Equal($"{number}", Assert.Single(await desk.LogAsync("case-duplicate")).Detail);
        await _portal.Get<CaseService>().ReopenAsync(desk.Agent.Session, desk.Case, "Another trouble after all");
        Assert.Null((await desk.ViewAsync()).DuplicateOf);
    }

    [Fact]
    public async Task Only_another_open_case_of_the_same_person_that_is_no_duplicate_serves()
    {
        var (desk, second, number) = await TwoAsync();
        var stranger = await TestPerson.WithAsync(_portal, MethodIds.App);
        await desk.OpenCaseAsync(desk.Agent, stranger);
        async Task<SupportFault> MarkAsync(Guid inCase, long of) => Desk.Fault(await Duplicates.MarkAsync(desk.Agent.Session, inCase, of));

        foreach (var of in new[] { number - 1, number + 1, 0, -1, long.MaxValue })
        {
            Assert.Equal(SupportFault.NoDuplicate, await MarkAsync(desk.Case, of));
        }

        Assert.IsType<SupportResult.Done>(await Duplicates.MarkAsync(desk.Agent.Session, desk.Case, number));
        Assert.Equal(SupportFault.NoDuplicate, await MarkAsync(second, number - 1));
        Assert.Equal(SupportFault.CaseClosed, await MarkAsync(desk.Case, number));
    }

    [Fact]
    public async Task Each_marked_as_a_duplicate_of_the_other_at_once_leaves_one_open()
    {
        var (desk, second, number) = await TwoAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? Duplicates.MarkAsync(desk.Agent.Session, desk.Case, number)
            : Duplicates.MarkAsync(desk.Agent.Session, second, number - 1)));

        Assert.Equal(1, (await _portal.Get<CaseQueue>().ListAsync(desk.Lead.Session, new(CaseFilter.Open))).Total);
    }

    [Fact]
    public async Task A_case_in_which_something_waits_is_no_duplicate_yet_and_is_not_closed()
    {
        var (desk, _, number) = await TwoAsync();
        await desk.AskAsync(ActionKind.ResetAll);

        Assert.Equal(SupportFault.ActionPending, Desk.Fault(await Duplicates.MarkAsync(desk.Agent.Session, desk.Case, number)));
        Assert.Equal(SupportFault.ActionPending, Desk.Fault(await _portal.Get<CaseService>().CloseAsync(desk.Agent.Session, desk.Case)));
    }

    [Fact]
    public async Task An_alarm_moves_on_to_the_case_that_goes_on()
    {
        var (desk, second, number) = await TwoAsync();
        await desk.WaitingResetAsync();
        await (await _portal.Browser().GetAsync(await desk.StopLinkAsync("sms"))).SubmitAsync();

        Assert.IsType<SupportResult.Done>(await Duplicates.MarkAsync(desk.Agent.Session, desk.Case, number));

        var alarm = Assert.Single((await _portal.Get<CaseQueue>().ListAsync(desk.Agent.Session, new(CaseFilter.Alarms))).Lines);
        Assert.Equal((second, CaseAlarm.Stopped), (alarm.Id, alarm.Alarm));
    }

    [Fact]
    public async Task What_was_reported_lost_in_the_duplicate_counts_as_long_as_the_other_case_is_open()
    {
        var (desk, second, _) = await TwoAsync();
        var (cases, checks) = (_portal.Get<CaseService>(), _portal.Get<CaseChecks>());
        Assert.IsType<SupportResult.Done>(await cases.ReportLostAsync(desk.Agent.Session, second, LostThings.Phone));
        Assert.IsType<SupportResult.Done>(
            await Duplicates.MarkAsync(desk.Agent.Session, second, (await desk.ViewAsync()).Case.Number));

        _portal.Clock.Advance(TimeSpan.FromDays(4));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);

        Assert.Equal(
            SupportFault.ReportedLost, Desk.Fault(await checks.SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByText)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_alarms_the_newer_one_goes_on(bool isNewerInTheDuplicate)
    {
        var (desk, second, number) = await TwoAsync();
        var (earlier, later) = isNewerInTheDuplicate ? (second, desk.Case) : (desk.Case, second);
        await desk.AskAsync(ActionKind.ResetAll, inCase: earlier);
        await desk.ApproveAsync(await desk.NewestActionAsync());
        await (await _portal.Browser().GetAsync(await desk.StopLinkAsync("sms"))).SubmitAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await using (var transaction = await PersonTransaction.BeginAsync(
            _portal.Get<IDbContextFactory<PortalDbContext>>(), desk.Caller.Id))
        {
            await _portal.Get<SupportCancellation>().NotCallingAsync(transaction, later, CancellationToken.None);
            await transaction.CommitAsync();
        }

        Assert.IsType<SupportResult.Done>(await Duplicates.MarkAsync(desk.Agent.Session, desk.Case, number));

        var alarm = Assert.Single((await _portal.Get<CaseQueue>().ListAsync(desk.Agent.Session, new(CaseFilter.Alarms))).Lines);
        Assert.Equal((second, CaseAlarm.NotCalling), (alarm.Id, alarm.Alarm));
    }

    private async Task<(Desk Desk, Guid Second, long Number)> TwoAsync()
    {
        var desk = await Desk.OpenAsync(_portal);
        var second = Assert.IsType<SupportResult.Done>(await _portal.Get<CaseService>().OpenAsync(
            desk.Agent.Session, desk.Caller.Id, "T-2", "Called again", LostThings.Nothing)).Id;
        return (desk, second, (await desk.ViewAsync()).Case.Number + 1);
    }
}
