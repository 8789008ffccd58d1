using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>What is due comes first and every case can be reached, however many there are.</summary>
[OnBothDatabases]
public sealed class CaseQueueTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private CaseQueue Queue => _portal.Get<CaseQueue>();

    private DueActions Due => _portal.Get<DueActions>();

    [Fact]
    public async Task A_request_for_a_lead_stays_on_top_of_230_cases_that_were_changed_after_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        await SeedAsync(desk.Caller, 230);

        var waiting = await Queue.ListAsync(desk.Lead.Session, new(CaseFilter.Waiting));
        var open = await Queue.ListAsync(desk.Lead.Session, new());

        Assert.Equal((1, desk.Case), (waiting.Total, Assert.Single(waiting.Lines).Id));
        Assert.Equal((231, desk.Case), (open.Total, open.Lines[0].Id));
        var page = await desk.Lead.Browser().GetAsync("/support");
        Assert.Contains("Waiting for action (1)", page.Text);
        Assert.Contains("Showing 25 of 230.", page.Text);
    }

    [Fact]
    public async Task Every_case_is_on_a_page_and_none_on_two()
    {
        var desk = await Desk.OpenAsync(_portal);
        await SeedAsync(desk.Caller, 60);
        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            var seen = new List<Guid>();
            for (var page = 1; page <= 3; page++)
            {
                var found = await Queue.ListAsync(desk.Lead.Session, new(Sort: sort, Page: page));
                Assert.Equal((61, 3), (found.Total, found.Pages));
                seen.AddRange(found.Lines.Select(line => line.Id));
            }

            Assert.Equal(61, seen.Distinct().Count());
            Assert.Empty((await Queue.ListAsync(desk.Lead.Session, new(Sort: sort, Page: 4))).Lines);
        }

        Assert.Equal(desk.Case, (await Queue.ListAsync(desk.Lead.Session, new(Sort: CaseSort.Oldest))).Lines[0].Id);
    }

    [Fact]
    public async Task Filter_order_and_page_stand_in_the_address_and_the_page_says_what_it_leaves_out()
    {
        var desk = await Desk.OpenAsync(_portal);
        await SeedAsync(desk.Caller, 60);

        var page = await desk.Lead.Browser().GetAsync("/support/cases?view=all&sort=oldest&page=2");

        Assert.Contains("26 to 50 of 61", page.Text);
        Assert.Equal(
            ["/support/cases?view=All&sort=Oldest", "/support/cases?view=All&sort=Oldest&page=3"],
            page.Page!.QuerySelectorAll(".pages a").Select(link => link.GetAttribute("href")));
        Assert.Contains("51 to 61 of 61", (await desk.Lead.Browser().GetAsync("/support/cases?view=all&page=9")).Text);
        Assert.Contains("1 to 25 of 61", (await desk.Lead.Browser().GetAsync("/support/cases?view=nonsense&sort=9&page=-2")).Text);
    }

    [Fact]
    public async Task This_wasnt_me_is_an_alarm_on_top_until_the_case_is_closed()
    {
        var desk = await Desk.OpenAsync(_portal);
        await SeedAsync(desk.Caller, 30);
        await AnswerNotMeAsync(desk.Caller);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await AnswerNotMeAsync(desk.Caller);

        var line = (await Queue.ListAsync(desk.Agent.Session, new())).Lines[0];
        Assert.Equal((CaseAlarm.Disavowal, null), (line.Alarm, line.OpenedBy));
        Assert.Equal(line.Id, Assert.Single((await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Alarms))).Lines).Id);
        Assert.Equal(line.Id, Assert.Single((await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Waiting))).Lines).Id);
        Assert.Equal(1, (await Queue.DueAsync(desk.Agent.Session))!.Alarms);
        Assert.Equal(1, (await Queue.CountAsync(desk.Agent.Session))![CaseFilter.Alarms]);
        Assert.Contains("Alarm: \"This wasn't me\"", (await desk.Agent.Browser().GetAsync("/support")).Text);

        await _portal.Get<CaseService>().CloseAsync(desk.Agent.Session, line.Id);
        Assert.Equal(0, (await Queue.DueAsync(desk.Agent.Session))!.Alarms);
        await _portal.Get<CaseService>().ReopenAsync(desk.Agent.Session, line.Id, "Called again");
        Assert.Equal(1, (await Queue.DueAsync(desk.Agent.Session))!.Alarms);
    }

    [Fact]
    public async Task What_the_person_stopped_is_an_alarm_and_the_agents_page_says_so()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        await (await _portal.Browser().GetAsync(await desk.StopLinkAsync("sms"))).SubmitAsync();

        var line = Assert.Single((await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Alarms))).Lines);
        Assert.Equal((desk.Case, CaseAlarm.Stopped), (line.Id, line.Alarm));
        var page = await desk.Agent.Browser().GetAsync($"/support/cases/{desk.Case}");
        Assert.Contains("The caller may be someone else", page.Page!.QuerySelector("[role=alert]")!.TextContent);
    }

    [Theory]
    [InlineData(MethodIds.App)]
    [InlineData(MethodIds.Sms)]
    public async Task A_sign_in_that_stops_it_is_no_alarm(string method)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.WaitingResetAsync();
        await desk.Caller.SignInAsync(method);

        Assert.Equal(0, (await Queue.DueAsync(desk.Agent.Session))!.Alarms);
    }

    [Fact]
    public async Task A_request_that_no_lead_decided_in_time_stays_among_what_waits_until_somebody_asks_anew_or_closes_the_case()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        async Task<CaseStage?> StageAsync() =>
            (await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Waiting))).Lines.SingleOrDefault()?.Stage;

        Assert.Equal(CaseStage.RanOut, await StageAsync());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Due.RunAsync()));
        Assert.Equal(CaseStage.RanOut, await StageAsync());
        var action = await desk.NewestActionAsync();
        Assert.Equal((ActionState.Stopped, CancellationCause.Expired), (action.State, action.StoppedBy));
        Assert.Single(await desk.LogAsync("support-stopped"));

        await desk.AskAsync(ActionKind.ResetAll);
        Assert.Equal(CaseStage.NeedsLead, await StageAsync());
        await _portal.Get<SupportActionService>().WithdrawAsync(desk.Agent.Session, (await desk.NewestActionAsync()).Id);
        Assert.Null(await StageAsync());
    }

    [Fact]
    public async Task A_case_opens_by_its_number()
    {
        var desk = await Desk.OpenAsync(_portal);

        Assert.Equal($"/support/cases/{desk.Case}", (await desk.Agent.Browser().GetAsync("/support/cases/1001")).Path);
        Assert.Contains("This doesn't exist, or no longer does", (await desk.Agent.Browser().GetAsync("/support/cases/4711")).Text);
    }

    private async Task AnswerNotMeAsync(TestPerson person)
    {
        await using (var transaction = await PersonTransaction.BeginAsync(
            _portal.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<PortalDbContext>>(), person.Id))
        {
            await _portal.Get<SecurityPortal.Messaging.Notifications.NotificationWriter>().AddAsync(transaction, new SecurityPortal.Messaging.Notifications.NewDeviceNotification());
            await transaction.CommitAsync();
        }

        var mail = (await person.MessagesAsync("email")).First(sent => sent.Text.Contains("/notices/", StringComparison.Ordinal));
        var browser = await _portal.Browser().GetAsync(System.Text.RegularExpressions.Regex.Match(mail.Text, @"/notices/[\w-]+").Value);
        await browser.SubmitAsync();
    }

    /// <summary>Adds cases that were opened later, and changed after all others.</summary>
    private async Task SeedAsync(TestPerson person, int count)
    {
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var now = _portal.Clock.GetUtcNow();
        await using var db = await _portal.OpenDatabaseAsync();
        db.AddRange(Enumerable.Range(0, count).Select(i => new SupportCase
        {
            Id = Guid.NewGuid(),
            Number = 5000 + i,
            UserId = person.Id,
            OpenedBy = "somebody",
            Ticket = $"T-{i}",
            Reason = "R",
            CreatedAt = now,
            ChangedAt = now,
        }));
        await db.SaveChangesAsync();
    }
}
