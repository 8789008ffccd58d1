using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Support;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>How much an agent may look at and do in an hour (ASVS 2.4.1).</summary>
[OnBothDatabases]
public sealed class AgentCapsTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("Support:PeoplePerHour", "3"), ("Support:CasesPerHour", "3"), ("Support:SearchesPerHour", "4"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private PersonQueries People => _portal.Get<PersonQueries>();

    [Fact]
    public async Task Around_the_full_hour_it_is_no_more_than_at_any_other_time()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        _portal.Clock.Advance(TimeSpan.FromMinutes(58));
        var (before, after, later) = (0, 0, 0);
        for (var i = 0; i < 4; i++)
        {
            before += await FindAsync(agent);
        }

        _portal.Clock.Advance(TimeSpan.FromMinutes(3));
        for (var i = 0; i < 4; i++)
        {
            after += await FindAsync(agent);
        }

        await agent.SignInAsync(MethodIds.SecurityKeys);
        _portal.Clock.Advance(TimeSpan.FromMinutes(57));
        for (var i = 0; i < 4; i++)
        {
            later += await FindAsync(agent);
        }

        Assert.Equal((4, 0, 4), (before, after, later));
    }

    // A refused page loads again after some seconds.
    [Fact]
    public async Task A_person_who_was_refused_is_refused_again_however_often_the_page_reads_itself_anew()
    {
        var (agent, people) = await PeopleAsync(4);
        foreach (var person in people.Take(3))
        {
            Assert.NotNull((await People.LoadAsync(agent.Session, person.Id)).View);
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(SupportFault.TooManyLookups, (await People.LoadAsync(agent.Session, people[3].Id)).Fault);
        }

        Assert.Empty(await ViewedAsync(people[3]));
        await using var db = await _portal.OpenDatabaseAsync();
        var id = people[3].Id;
        Assert.Equal(1, await db.Set<AuditLogEntry>().CountAsync(entry => entry.UserId == id && entry.Event == "support-denied"));
    }

    [Fact]
    public async Task Going_back_to_somebody_counts_once_an_hour_and_is_logged_once_an_hour()
    {
        var (agent, people) = await PeopleAsync(1);
        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull((await People.LoadAsync(agent.Session, people[0].Id)).View);
        }

        Assert.Single(await ViewedAsync(people[0]));
        _portal.Clock.Advance(TimeSpan.FromHours(1));
        await agent.SignInAsync(MethodIds.SecurityKeys);
        await People.LoadAsync(agent.Session, people[0].Id);
        Assert.Equal(2, (await ViewedAsync(people[0])).Count);
    }

    [Fact]
    public async Task A_case_counts_as_a_look_at_its_person()
    {
        var (agent, people) = await PeopleAsync(4);
        var colleague = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var faults = new List<SupportFault?>();
        foreach (var person in people.Take(3))
        {
            var inCase = await OpenAsync(colleague, person, "T-1");
            faults.Add((await _portal.Get<CaseDetailQueries>().LoadAsync(agent.Session, inCase.Id)).Fault);
        }

        faults.Add((await People.LoadAsync(agent.Session, people[3].Id)).Fault);

        Assert.Equal([null, null, null, SupportFault.TooManyLookups], faults);
        Assert.EndsWith("/1001", Assert.Single(await ViewedAsync(people[0])).Actor);
    }

    [Fact]
    public async Task Pressed_fifty_times_at_once_a_case_is_opened_once()
    {
        var (agent, people) = await PeopleAsync(1);

        var opened = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => OpenAsync(agent, people[0], "T-1")));

        Assert.Single(opened.Select(done => done.Id).Distinct());
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<SupportCase>().CountAsync());
        Assert.Equal(1, await db.Set<AuditLogEntry>().CountAsync(entry => entry.Event == "case-opened"));
    }

    [Fact]
    public async Task Another_ticket_or_a_case_after_the_one_was_closed_is_another_case()
    {
        var (agent, people) = await PeopleAsync(1);
        var first = await OpenAsync(agent, people[0], "T-1");

        Assert.NotEqual(first.Id, (await OpenAsync(agent, people[0], "T-2")).Id);
        await _portal.Get<CaseService>().CloseAsync(agent.Session, first.Id);
        Assert.NotEqual(first.Id, (await OpenAsync(agent, people[0], "T-1")).Id);
    }

    [Fact]
    public async Task Of_many_cases_in_an_hour_so_many_are_opened_as_the_cap_allows()
    {
        var (agent, people) = await PeopleAsync(1);

        var results = await Task.WhenAll(Enumerable.Range(0, 9).Select(i =>
            _portal.Get<CaseService>().OpenAsync(agent.Session, people[0].Id, $"T-{i}", "R", LostThings.Nothing)));

        Assert.Equal(3, results.OfType<SupportResult.Done>().Count());
        Assert.All(results.OfType<SupportResult.Refused>(), refused => Assert.Equal(SupportFault.TooManyActions, refused.Fault));
    }

    [Fact]
    public async Task Last_digits_are_guessed_three_times_for_a_person_over_all_cases_and_agents()
    {
        var desk = await Desk.OpenAsync(_portal);
        var colleague = await TestPerson.AtWorkAsync(_portal, "Support");
        var second = await OpenAsync(colleague, desk.Caller, "T-2");
        var checks = _portal.Get<WitnessedChecks>();

        var guesses = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 2 == 0
            ? checks.RecordCallBackAsync(desk.Agent.Session, desk.Case, $"9{i:D3}")
            : checks.RecordCallBackAsync(colleague.Session, second.Id, $"9{i:D3}")));
        var right = await checks.RecordCallBackAsync(colleague.Session, second.Id, desk.Caller.Number[^4..]);

        Assert.Equal(3, guesses.Count(guess => Desk.Fault(guess) == SupportFault.WrongDigits));
        Assert.Equal(9, guesses.Count(guess => Desk.Fault(guess) == SupportFault.TooManyTries));
        Assert.Equal(SupportFault.TooManyTries, Desk.Fault(right));
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await colleague.SignInAsync(MethodIds.SecurityKeys);
        Assert.IsType<SupportResult.Done>(await checks.RecordCallBackAsync(colleague.Session, second.Id, desk.Caller.Number[^4..]));
    }

    [Fact]
    public async Task A_list_of_cases_names_only_people_whom_the_agent_has_to_do_with()
    {
        var (agent, people) = await PeopleAsync(1);
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var inCase = await OpenAsync(lead, people[0], "T-1");
        async Task<string> NameAsync(TestPerson by) =>
            Assert.Single((await _portal.Get<CaseQueue>().ListAsync(by.Session, new())).Lines).Person;

        Assert.Equal(people[0].Email, await NameAsync(lead));
        Assert.Equal("p•••@example.com", await NameAsync(agent));
        await _portal.Get<CaseDetailQueries>().LoadAsync(agent.Session, inCase.Id);
        Assert.Equal(people[0].Email, await NameAsync(agent));
        _portal.Clock.Advance(TimeSpan.FromHours(1));
        await agent.SignInAsync(MethodIds.SecurityKeys);
        Assert.Equal("p•••@example.com", await NameAsync(agent));
        await _portal.Get<CaseService>().NoteAsync(agent.Session, inCase.Id, "Called back");
        Assert.Equal(people[0].Email, await NameAsync(agent));
    }

    [Theory]
    [InlineData("carol@example.com", "c•••@example.com")]
    [InlineData("Jane Roe", "J•••")]
    [InlineData("\U0001F642smile", "\U0001F642•••")]
    [InlineData("", "•••")]
    public void A_masked_name_shows_its_first_letter(string name, string masked) => Assert.Equal(masked, PersonAccess.Masked(name));

    private async Task<int> FindAsync(TestPerson agent) =>
        (await _portal.Get<PersonSearch>().FindAsync(agent.Session, "person")).Fault is null ? 1 : 0;

    private async Task<SupportResult.Done> OpenAsync(TestPerson agent, TestPerson person, string ticket) =>
        Assert.IsType<SupportResult.Done>(
            await _portal.Get<CaseService>().OpenAsync(agent.Session, person.Id, ticket, "Locked out", LostThings.Nothing));

    private async Task<(TestPerson Agent, List<TestPerson> People)> PeopleAsync(int count)
    {
        var people = new List<TestPerson>();
        for (var i = 0; i < count; i++)
        {
            people.Add(await TestPerson.WithAsync(_portal, MethodIds.App));
        }

        return (await TestPerson.AtWorkAsync(_portal, "Support"), people);
    }

    private async Task<List<AuditLogEntry>> ViewedAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<AuditLogEntry>().AsNoTracking()
            .Where(entry => entry.UserId == person.Id && entry.Event == "support-viewed").ToListAsync();
    }
}
