using Bunit;
using SecurityPortal.Support;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>Agents save filters and sort orders of the case list under names of their choice.</summary>
[OnBothDatabases]
public sealed class SavedCaseViewsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly CaseListRequest Late = new(CaseFilter.Overdue, Sort: CaseSort.Due, AssignedTo: "somebody");
    private readonly Portal _portal = shared.Portal;

    private SavedCaseViews Views => _portal.Get<SavedCaseViews>();

    [Fact]
    public async Task An_agent_saves_a_view_writes_over_it_and_removes_it()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        Assert.IsType<SupportResult.Done>(await Views.SaveAsync(agent.Session, " Late ones ", Late with { Page = 7, UserId = "x" }));
        var saved = Assert.Single((await Views.ListAsync(agent.Session)).Views);
        Assert.Equal(("Late ones", Late), (saved.Name, saved.Request));

        Assert.IsType<SupportResult.Done>(await Views.SaveAsync(agent.Session, "Late ones", new(CaseFilter.Mine)));
        Assert.Equal(new CaseListRequest(CaseFilter.Mine), Assert.Single((await Views.ListAsync(agent.Session)).Views).Request);

        Assert.IsType<SupportResult.Done>(await Views.RemoveAsync(agent.Session, saved.Id));
        Assert.Empty((await Views.ListAsync(agent.Session)).Views);
    }

    [Fact]
    public async Task Nobody_sees_or_removes_the_view_of_another_not_even_a_lead()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var id = Assert.IsType<SupportResult.Done>(await Views.SaveAsync(agent.Session, "Late", Late)).Id;

        Assert.Empty((await Views.ListAsync(lead.Session)).Views);
        Assert.Equal(SupportFault.NotFound, Desk.Fault(await Views.RemoveAsync(lead.Session, id)));
        await Views.SaveAsync(lead.Session, "Late", new(CaseFilter.Closed));
        Assert.Equal(Late, Assert.Single((await Views.ListAsync(agent.Session)).Views).Request);
    }

    [Fact]
    public async Task Saved_at_once_there_are_never_more_than_twenty()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Views.SaveAsync(agent.Session, $"View {i}", Late)));

        Assert.Equal(SavedCaseView.MaxCount, results.OfType<SupportResult.Done>().Count());
        Assert.All(results.OfType<SupportResult.Refused>(), refused => Assert.Equal(SupportFault.TooMany, refused.Fault));
        Assert.Equal(SavedCaseView.MaxCount, (await Views.ListAsync(agent.Session)).Views.Count);
    }

    [Fact]
    public async Task Fifty_presses_with_one_name_save_one()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Views.SaveAsync(agent.Session, "Same", Late)));

        Assert.All(results, result => Assert.IsType<SupportResult.Done>(result));
        Assert.Single((await Views.ListAsync(agent.Session)).Views);
    }

    [Fact]
    public async Task What_is_forged_is_not_saved()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        CaseListRequest[] forged = [new((CaseFilter)99), new(Sort: (CaseSort)99), new(AssignedTo: new string('x', 451))];

        Assert.All(await Task.WhenAll(forged.Select(request => Views.SaveAsync(agent.Session, "Name", request))), result =>
            Assert.Equal(SupportFault.InvalidInput, Desk.Fault(result)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Views.SaveAsync(agent.Session, "\u202E", Late)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Views.SaveAsync(agent.Session, new string('x', 41), Late)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Views.SaveAsync(agent.Session, new string('x', 10_240), Late)));
        Assert.Empty((await Views.ListAsync(agent.Session)).Views);
    }

    [Fact]
    public async Task A_role_that_is_taken_away_takes_the_views_with_it()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var id = Assert.IsType<SupportResult.Done>(await Views.SaveAsync(agent.Session, "Late", Late)).Id;
        await agent.HasRoleAsync(null);

        Assert.Equal(SupportFault.NotStaff, (await Views.ListAsync(agent.Session)).Fault);
        Assert.Equal(SupportFault.NotStaff, Desk.Fault(await Views.SaveAsync(agent.Session, "More", Late)));
        Assert.Equal(SupportFault.NotStaff, Desk.Fault(await Views.RemoveAsync(agent.Session, id)));
    }

    [Fact]
    public async Task The_page_saves_what_it_lists_and_links_to_it()
    {
        var patience = TimeSpan.FromMinutes(1);
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        await using var screen = await Screen.OfAsync(_portal, agent);
        var page = screen.Show<CasesPage>();
        page.WaitForElement("#view-name", patience).Change("<b>Mine</b>");

        await page.FindAll("form").Single(form => form.QuerySelector("#view-name") is not null).SubmitAsync();

        var link = page.WaitForElement(".saved-views a", patience);
        Assert.Equal(("<b>Mine</b>", "/support/cases?view=Open", "page"), (link.TextContent, link.GetAttribute("href"), link.GetAttribute("aria-current")));
        await page.Find(".saved-views button").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".saved-views")), patience);
    }
}
