using Bunit;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Callers;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Support.Pages.Reports;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>The controls that agents and leads use on the pages of the desk.</summary>
public sealed class DeskComponentsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_template_goes_into_the_note_behind_what_is_typed_and_can_be_changed_there()
    {
        var desk = await Desk.OpenAsync(_portal);
        await _portal.Get<NoteTemplates>().SaveAsync(desk.Lead.Session, null, "Call back", "Will call back at");
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));

        page.WaitForElement("#note", Patience).Change("Spoke to them.");
        page.Find("#template").Change((await _portal.Get<NoteTemplates>().ListAsync(desk.Agent.Session)).Templates[0].Id.ToString());

        Assert.Equal("Spoke to them.\nWill call back at", page.Find("#note").GetAttribute("value"));
        await page.Find(".note-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Will call back at", page.Find("[data-testid=story]").TextContent), Patience);
    }

    [Fact]
    public async Task A_case_is_taken_over_and_handed_over_with_a_note_that_stands_on_top()
    {
        var desk = await Desk.OpenAsync(_portal);
        var other = await TestPerson.AtWorkAsync(_portal, "Support");
        await using var screen = await Screen.OfAsync(_portal, other);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));

        await Press(page, "Take over the case");
        page.WaitForAssertion(() => Assert.Contains($"Assigned to {other.Email}", Screen.Words(page.Find("[data-testid=case-work]"))), Patience);
        await Press(page, "Hand over");
        screen.Shown.WaitForElement("#handover-to", Patience).Change(desk.Lead.Id);
        screen.Shown.Find("#handover-note").Change("Needs a lead's eye");
        await screen.Shown.Find("[role=dialog] form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Needs a lead's eye", page.Find("[data-testid=handover]").TextContent), Patience);
        Assert.Contains($"Assigned to {desk.Lead.Email}", Screen.Words(page.Find("[data-testid=case-work]")));
    }

    [Fact]
    public async Task Cases_that_are_chosen_are_given_away_together_and_what_was_refused_is_told()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        var done = await desk.OpenCaseAsync(desk.Agent, await TestPerson.CreateAsync(_portal));
        await using var screen = await Screen.OfAsync(_portal, desk.Lead);
        var page = screen.Show<CasesPage>();

        page.WaitForElement("thead input[type=checkbox]", Patience).Change(true);
        Assert.Contains("2 cases selected", page.WaitForElement(".batch", Patience).TextContent);
        await Press(page, "Close cases");
        await screen.Shown.WaitForElement("[role=dialog] form", Patience).SubmitAsync();

        page.WaitForAssertion(
            () => Assert.Contains(
                "1 case changed. Case 1001: An action in this case is still pending. Wait for it, or withdraw it first.",
                page.Find("[data-testid=outcome]").TextContent),
            Patience);
        Assert.NotNull((await _portal.Get<CaseQueue>().ListAsync(desk.Lead.Session, new(CaseFilter.Closed))).Lines.Single(line => line.Id == done).ClosedAt);
    }

    [Fact]
    public async Task A_lead_sees_at_once_how_many_requests_wait_and_an_agent_which_of_theirs_expired()
    {
        var desk = await Desk.OpenAsync(_portal);
        await using var screen = await Screen.OfAsync(_portal, desk.Lead);
        var counts = screen.Render<AlarmCount>();
        Assert.Empty(counts.FindAll("[data-testid=for-lead]"));

        await desk.AskAsync(ActionKind.ResetAll);
        counts.WaitForAssertion(() => Assert.Equal("1 request for a lead", counts.Find("[data-testid=for-lead]").TextContent), Patience);

        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        await _portal.Get<DueActions>().RunAsync();
        await using var agents = await Screen.OfAsync(_portal, desk.Agent);
        var own = agents.Render<AlarmCount>();
        own.WaitForAssertion(() => Assert.Equal("1 of your requests expired", own.Find("[data-testid=expired]").TextContent), Patience);
    }

    [Fact]
    public async Task The_question_appears_on_the_persons_open_page_and_the_answer_on_the_agents()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.Caller.SignInAsync(MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.ReopenAsync();
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));
        await using var callers = await Screen.OfAsync(_portal, desk.Caller);
        callers.Show<CallerPrompt>();
        var prompt = callers.Shown;

        page.WaitForElement("#check-kind", Patience).Change("SignedInBrowser");
        await page.FindAll("form").Single(form => form.QuerySelector("#check-kind") is not null).SubmitAsync();
        var number = page.WaitForElement("[data-testid=browser-number]", Patience).TextContent;
        prompt.WaitForElement("#caller-number", Patience).Change(number);
        await prompt.Find("[role=dialog] form").SubmitAsync();

        prompt.WaitForAssertion(() => Assert.Contains("Support now knows that it's you", prompt.Markup), Patience);
        page.WaitForAssertion(() => Assert.Contains("Number typed in a signed-in browser", page.Find("[data-testid=story]").TextContent), Patience);
    }

    [Fact]
    public async Task On_the_page_about_the_agent_the_next_question_appears_after_one_that_was_answered_too_late()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.Caller.SignInAsync(MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.ReopenAsync();
        var checks = _portal.Get<BrowserChecks>();
        Assert.IsType<SupportResult.Done>(await checks.AskAsync(desk.Agent.Session, desk.Case));
        await using var screen = await Screen.OfAsync(_portal, desk.Caller);
        var page = screen.Render<OwnAgentCodePage>();
        page.WaitForElement("#caller-number", Patience).Change("10");
        _portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("no longer open", page.Markup), Patience);

        Assert.IsType<SupportResult.Done>(await checks.AskAsync(desk.Agent.Session, desk.Case));

        page.WaitForElement("#caller-number", Patience);
        Assert.DoesNotContain("no longer open", page.Markup);
    }

    [Fact]
    public async Task Each_figure_of_a_report_stands_in_a_table_beneath_its_chart()
    {
        var desk = await Desk.OpenAsync(_portal);
        await using var screen = await Screen.OfAsync(_portal, desk.Lead);

        var page = screen.Render<ReportsPage>();

        page.WaitForElement("[role=region][aria-label='Workload by agent']", Patience);
        Assert.Contains(desk.Agent.Email, page.Find("[role=region][aria-label='Workload by agent']").TextContent);
        Assert.All(page.FindAll(".report-chart"), chart => Assert.Equal("true", chart.GetAttribute("aria-hidden")));
        Assert.NotEmpty(page.FindAll(".report-chart svg"));
    }

    private static Task Press<T>(IRenderedComponent<T> page, string name)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        // At once, so that no reload of the page comes between finding the button and pressing it.
        page.InvokeAsync(() => page.FindAll("button").First(button => Screen.Words(button) == name).ClickAsync());
}
