using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>The stored urgency of a case always matches its actions and alarms.</summary>
[OnBothDatabases]
public sealed class CaseUrgenciesTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private SupportActionService Actions => _portal.Get<SupportActionService>();

    [Fact]
    public async Task It_follows_a_request_from_the_asking_to_its_end()
    {
        var desk = await Desk.OpenAsync(_portal);
        await IsAsync(desk, CaseUrgency.Quiet);

        Done(await desk.AskAsync(ActionKind.ResetAll));
        await IsAsync(desk, CaseUrgency.NeedsLead);
        Done(await _portal.Get<Approvals>().RefuseAsync(desk.Lead.Session, (await desk.NewestActionAsync()).Id, "Not sure"));
        await IsAsync(desk, CaseUrgency.Quiet);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var waiting = await desk.WaitingResetAsync();
        await IsAsync(desk, CaseUrgency.Waiting);
        Done(await Actions.WithdrawAsync(desk.Agent.Session, waiting.Id));
        await IsAsync(desk, CaseUrgency.Quiet);

        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.WaitingResetAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await _portal.Get<DueActions>().RunAsync());
        await IsAsync(desk, CaseUrgency.Quiet);
    }

    [Fact]
    public async Task A_request_that_no_lead_decided_is_expired_once_that_is_noted()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await _portal.Get<DueActions>().RunAsync();

        await IsAsync(desk, CaseUrgency.Expired);
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        await desk.AskAsync(ActionKind.ResetAll);
        await IsAsync(desk, CaseUrgency.NeedsLead);
    }

    [Fact]
    public async Task An_alarm_stands_above_all_until_the_case_is_closed_and_comes_back_with_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        await (await _portal.Browser().GetAsync(await desk.StopLinkAsync("sms"))).SubmitAsync();
        await IsAsync(desk, CaseUrgency.Alarm);

        Done(await _portal.Get<CaseService>().CloseAsync(desk.Agent.Session, desk.Case));
        await IsAsync(desk, CaseUrgency.Closed);
        Done(await _portal.Get<CaseService>().ReopenAsync(desk.Agent.Session, desk.Case, "Called again"));
        await IsAsync(desk, CaseUrgency.Alarm);

        var first = desk.Case;
        await desk.ReopenAsync();
        Done(await _portal.Get<CaseDuplicates>().MarkAsync(desk.Agent.Session, first, (await desk.ViewAsync()).Case.Number));
        await IsAsync(desk, CaseUrgency.Alarm);
    }

    [Fact]
    public async Task A_sign_in_that_stops_a_reset_and_a_restored_backup_leave_nothing_due()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        await desk.Caller.SignInAsync(MethodIds.App);
        await IsAsync(desk, CaseUrgency.Quiet);

        await desk.AskAsync(ActionKind.ResetAll);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            Assert.Equal(1, await SupportCancellation.RestoredAsync(db, _portal.Clock.GetUtcNow(), default));
        }

        await IsAsync(desk, CaseUrgency.Quiet);
    }

    private static void Done(SupportResult result) => Assert.IsType<SupportResult.Done>(result);

    /// <summary>Checks the stored urgency, and that recalculating all cases changes none.</summary>
    private async Task IsAsync(Desk desk, CaseUrgency urgency)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        var stored = await StoredAsync(db);
        Assert.Equal(urgency, stored[desk.Case]);

        await CaseUrgencies.RefreshAsync(db, db.Set<SupportCase>(), default);
        Assert.Equal(stored, await StoredAsync(db));
    }

    private static Task<Dictionary<Guid, CaseUrgency>> StoredAsync(PortalDbContext db) =>
        db.Set<SupportCase>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Urgency);
}
