using SecurityPortal.Support;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>A case belongs to one agent at a time, and everybody sees to whom.</summary>
[OnBothDatabases]
public sealed class CaseAssignmentsTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private CaseAssignments Assignments => _portal.Get<CaseAssignments>();

    private CaseQueue Queue => _portal.Get<CaseQueue>();

    [Fact]
    public async Task Whoever_opens_a_case_has_it_and_it_is_among_theirs_alone()
    {
        var (desk, other) = await DeskAsync();

        Assert.Equal(desk.Agent.Id, (await LineAsync(desk)).AssignedTo);
        Assert.Equal(1, (await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Mine))).Total);
        Assert.Equal(0, (await Queue.ListAsync(other.Session, new(CaseFilter.Mine))).Total);
        Assert.Equal(0, (await Queue.ListAsync(other.Session, new(CaseFilter.Unassigned))).Total);
    }

    [Fact]
    public async Task Of_two_agents_and_fifty_presses_at_once_one_gets_the_case()
    {
        var (desk, other) = await DeskAsync();
        Done(await Assignments.ReleaseAsync(desk.Agent.Session, desk.Case, desk.Agent.Id, null));

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            Assignments.TakeAsync(i % 2 == 0 ? desk.Agent.Session : other.Session, desk.Case)));

        Assert.Single(results.OfType<SupportResult.Done>());
        Assert.All(results.OfType<SupportResult.Refused>(), refused => Assert.Equal(SupportFault.TakenMeanwhile, refused.Fault));
        Assert.Single((await desk.ViewAsync()).Notes, note => note.Kind == CaseNoteKind.Taken);
        Assert.Single(await desk.LogAsync("case-assigned"));
    }

    [Fact]
    public async Task A_colleagues_case_is_taken_over_only_from_whoever_has_it_and_the_story_says_so()
    {
        var (desk, other) = await DeskAsync();

        Assert.Equal(SupportFault.TakenMeanwhile, Desk.Fault(await Assignments.TakeAsync(other.Session, desk.Case, from: desk.Lead.Id)));
        Done(await Assignments.TakeAsync(other.Session, desk.Case, from: desk.Agent.Id));

        Assert.Equal(other.Id, (await LineAsync(desk)).AssignedTo);
        var note = (await desk.ViewAsync()).Notes.Single(note => note.Kind == CaseNoteKind.Taken);
        Assert.Equal($"{other.Email} took the case over from {desk.Agent.Email}", _portal.Get<SupportTexts>().Head(note));
    }

    [Fact]
    public async Task A_handover_takes_a_note_which_stands_on_top_until_the_case_is_given_on()
    {
        var (desk, other) = await DeskAsync();

        Assert.Equal(SupportFault.ReasonMissing, Desk.Fault(await GiveAsync(desk.Agent, desk, other.Id, " ")));
        Done(await GiveAsync(desk.Agent, desk, other.Id, "Waits for a call at four"));

        var view = await desk.ViewAsync(other);
        Assert.Equal(("Waits for a call at four", desk.Agent.Email), (view.Handover!.Text, view.Handover.By));
        Assert.True(view.IsOwn);
        Done(await Assignments.TakeAsync(desk.Lead.Session, desk.Case, other.Id));
        Assert.Null((await desk.ViewAsync()).Handover);
    }

    [Fact]
    public async Task Nobody_but_whoever_has_it_or_a_lead_gives_a_case_away()
    {
        var (desk, other) = await DeskAsync();

        Assert.Equal(SupportFault.NotYours, Desk.Fault(await GiveAsync(other, desk, other.Id, "Mine now")));
        Assert.Equal(SupportFault.NotYours, Desk.Fault(await Assignments.ReleaseAsync(other.Session, desk.Case, desk.Agent.Id, null)));
        Done(await GiveAsync(desk.Lead, desk, other.Id, "Sam is ill"));
        Done(await Assignments.ReleaseAsync(desk.Lead.Session, desk.Case, other.Id, "Everybody is ill"));
        Assert.Null((await LineAsync(desk)).AssignedTo);
    }

    [Fact]
    public async Task Only_somebody_who_may_act_on_the_person_gets_the_case()
    {
        var (desk, other) = await DeskAsync();
        foreach (var id in new[] { desk.Caller.Id, desk.Agent.Id, "nobody", "" })
        {
            Assert.Equal(SupportFault.CannotTakeIt, Desk.Fault(await GiveAsync(desk.Agent, desk, id, "Note")));
        }

        // The person now works for support, so an agent cannot act on them.
        await desk.Caller.HasRoleAsync("Support");
        Assert.Equal(SupportFault.CannotTakeIt, Desk.Fault(await GiveAsync(desk.Lead, desk, other.Id, "Note")));
    }

    [Fact]
    public async Task A_role_that_is_taken_away_in_mid_call_takes_and_gives_nothing()
    {
        var (desk, other) = await DeskAsync();
        await desk.Agent.HasRoleAsync(null);

        Assert.Equal(SupportFault.NotStaff, Desk.Fault(await GiveAsync(desk.Agent, desk, other.Id, "Note")));
        Assert.Equal(SupportFault.NotStaff, Desk.Fault(await Assignments.TakeAsync(desk.Agent.Session, desk.Case)));
        Assert.Empty(await Assignments.ColleaguesAsync(desk.Agent.Session));
        Assert.DoesNotContain(desk.Agent.Id, (await Assignments.ColleaguesAsync(other.Session)).Select(colleague => colleague.Id));
    }

    [Fact]
    public async Task A_closed_case_is_nobodys_to_take()
    {
        var (desk, other) = await DeskAsync();
        await _portal.Get<CaseService>().CloseAsync(desk.Agent.Session, desk.Case);

        Assert.Equal(SupportFault.CaseClosed, Desk.Fault(await Assignments.TakeAsync(other.Session, desk.Case, desk.Agent.Id)));
        Assert.Equal(0, (await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Mine))).Total);
    }

    [Fact]
    public async Task Taking_and_sorting_the_cases_of_others_shows_no_names()
    {
        var (desk, other) = await DeskAsync();
        Done(await Assignments.TakeAsync(other.Session, desk.Case, desk.Agent.Id));
        Done(await _portal.Get<CasePriorities>().SetAsync(other.Session, desk.Case, CasePriority.High));
        Done(await _portal.Get<CaseService>().CloseAsync(other.Session, desk.Case));

        Assert.Equal("p•••@example.com", Assert.Single((await Queue.ListAsync(other.Session, new(CaseFilter.All))).Lines).Person);
    }

    [Fact]
    public async Task A_note_of_handing_over_keeps_no_turn_of_direction_and_no_control()
    {
        var (desk, other) = await DeskAsync();
        Done(await GiveAsync(desk.Agent, desk, other.Id, "<script>alert(1)</script>\u202Etxt.exe\u0000\nSecond line"));

        Assert.Equal("<script>alert(1)</script>txt.exe\nSecond line", (await desk.ViewAsync(other)).Handover!.Text);
        var page = await other.Browser().GetAsync($"/support/cases/{desk.Case}");
        Assert.Contains("<script>alert(1)</script>", page.Text);
        Assert.DoesNotContain(page.Page!.QuerySelectorAll("script"), script => script.TextContent.Contains("alert(1)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_due_follows_from_the_priority_and_what_is_late_is_in_a_list_of_its_own()
    {
        var (desk, _) = await DeskAsync();
        var opened = (await LineAsync(desk)).CreatedAt;
        Assert.Equal((CasePriority.Normal, opened.AddHours(24)), Due(await LineAsync(desk)));

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            _portal.Get<CasePriorities>().SetAsync(desk.Agent.Session, desk.Case, CasePriority.Urgent)));

        Assert.Single(results.OfType<SupportResult.Done>());
        Assert.Equal((CasePriority.Urgent, opened.AddHours(1)), Due(await LineAsync(desk)));
        Assert.Equal(0, (await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Overdue))).Total);
        _portal.Clock.Advance(TimeSpan.FromHours(1));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        Assert.Equal(1, (await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Overdue))).Total);
        Assert.Equal(
            SupportFault.InvalidInput,
            Desk.Fault(await _portal.Get<CasePriorities>().SetAsync(desk.Agent.Session, desk.Case, (CasePriority)9)));
    }

    private static (CasePriority Priority, DateTimeOffset? DueAt) Due(CaseLine line) => (line.Priority, line.DueAt);

    private static void Done(SupportResult result) => Assert.IsType<SupportResult.Done>(result);

    private async Task<CaseLine> LineAsync(Desk desk) =>
        (await Queue.ListAsync(desk.Lead.Session, new(CaseFilter.All))).Lines.Single(line => line.Id == desk.Case);

    private Task<SupportResult> GiveAsync(TestPerson by, Desk desk, string to, string? note) =>
        Assignments.HandOverAsync(by.Session, desk.Case, desk.Agent.Id, to, note);

    private async Task<(Desk Desk, TestPerson Other)> DeskAsync() =>
        (await Desk.OpenAsync(_portal), await TestPerson.AtWorkAsync(_portal, "Support"));
}
