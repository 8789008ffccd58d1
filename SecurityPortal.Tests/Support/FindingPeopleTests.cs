using System.Text.Json;
using SecurityPortal.Support;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

[OnBothDatabases]
public sealed class FindingPeopleTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private PersonSearch Search => _portal.Get<PersonSearch>();

    [Fact]
    public async Task A_person_is_found_by_the_beginning_of_the_address_in_any_case()
    {
        var (agent, caller) = await PairAsync();

        foreach (var typed in new[] { caller.Email, caller.Email[..^4], caller.Email.ToUpperInvariant(), $"  {caller.Email} " })
        {
            Assert.Contains((await Search.FindAsync(agent.Session, typed)).Hits, hit => hit.Id == caller.Id);
        }
    }

    [Fact]
    public async Task A_person_is_found_by_the_full_number_however_it_is_written()
    {
        var (agent, caller) = await PairAsync();
        var national = caller.Number[3..];
        foreach (var typed in new[] { caller.Number, $"0044{national}", $"+44 {national[..4]} {national[4..]}", $"+44 ({national[..4]}) {national[4..]}" })
        {
            Assert.Equal(caller.Id, Assert.Single((await Search.FindAsync(agent.Session, typed)).Hits).Id);
        }
    }

    [Fact]
    public async Task The_last_four_digits_find_a_person_alone_or_with_the_beginning_of_a_name()
    {
        var (agent, caller) = await PairAsync();
        var four = caller.Number[^4..];

        Assert.Contains((await Search.FindAsync(agent.Session, four)).Hits, hit => hit.Id == caller.Id);
        Assert.Contains((await Search.FindAsync(agent.Session, $"{four} person")).Hits, hit => hit.Id == caller.Id);
        Assert.Contains((await Search.FindAsync(agent.Session, $"{caller.Email} {four}")).Hits, hit => hit.Id == caller.Id);
        Assert.Empty((await Search.FindAsync(agent.Session, $"{four} zebra")).Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pe")]
    [InlineData("%")]
    [InlineData("___")]
    [InlineData("per%")]
    [InlineData("'; DROP TABLE x; --")]
    [InlineData("\U0010FFFF\U0010FFFF\U0010FFFF")]
    [InlineData("erson")]
    public async Task Short_or_strange_texts_find_nobody(string typed)
    {
        var (agent, _) = await PairAsync();

        var (hits, fault) = await Search.FindAsync(agent.Session, typed);

        Assert.Empty(hits);
        Assert.Null(fault);
    }

    [Fact]
    public async Task Every_search_is_logged_without_who_was_searched_for()
    {
        var (agent, caller) = await PairAsync();
        await Search.FindAsync(agent.Session, caller.Email);
        await Search.FindAsync(agent.Session, caller.Number);

        await using var db = await _portal.OpenDatabaseAsync();
        var details = db.Set<SecurityPortal.Audit.AuditLogEntry>()
            .Where(entry => entry.Actor == agent.Id && entry.Event == "support-looked-up").Select(entry => entry.Detail).ToList();
        Assert.Equal(["per…: 1", "number: 1"], details);
    }

    [Fact]
    public async Task An_agent_who_browses_is_stopped()
    {
        await using var portal = new Portal(("Support:SearchesPerHour", "5"), ("Support:PeoplePerHour", "3"));
        var agent = await TestPerson.AtWorkAsync(portal, "Support");
        var callers = new List<TestPerson>();
        for (var i = 0; i < 12; i++)
        {
            callers.Add(await TestPerson.CreateAsync(portal));
        }

        var searches = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => portal.Get<PersonSearch>().FindAsync(agent.Session, "person")));
        var people = await Task.WhenAll(callers.Select(caller => portal.Get<PersonQueries>().LoadAsync(agent.Session, caller.Id)));

        Assert.Equal(5, searches.Count(search => search.Fault is null));
        Assert.All(searches.Where(search => search.Fault is not null), search => Assert.Equal(SupportFault.TooManyLookups, search.Fault));
        Assert.Equal(3, people.Count(person => person.View is not null));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await agent.SignInAsync(MethodIds.SecurityKeys);
        Assert.Null((await portal.Get<PersonSearch>().FindAsync(agent.Session, "person")).Fault);
    }

    [Fact]
    public async Task A_persons_page_shows_masked_numbers_and_no_secret()
    {
        var (agent, caller) = await PairAsync();
        await caller.SignInAsync(MethodIds.App);

        var view = (await _portal.Get<PersonQueries>().LoadAsync(agent.Session, caller.Id)).View!;
        var all = JsonSerializer.Serialize(view, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        Assert.Equal([MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes], view.Methods.Select(method => method.Id));
        Assert.Contains("+44 •••• ••", all);
        Assert.Single(view.Sessions);
        Assert.DoesNotContain(caller.Number, all);
        Assert.DoesNotContain(caller.Number[3..], all);
        Assert.DoesNotContain(caller.AppKeys[0], all);
        Assert.DoesNotContain(caller.SessionToken, all);
        Assert.DoesNotContain("192.0.2.1", all);
        Assert.All(caller.BackupCodes, code => Assert.DoesNotContain(code, all));
        Assert.Contains("support-viewed", string.Join(' ', await caller.ActivityAsync()));
    }

    private async Task<(TestPerson Agent, TestPerson Caller)> PairAsync() => (
        await TestPerson.AtWorkAsync(_portal, "Support"), await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms));
}
