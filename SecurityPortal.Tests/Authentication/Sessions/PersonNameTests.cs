using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>The name that people give themselves, on their pages and in their activity.</summary>
[OnBothDatabases]
public sealed class PersonNameTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private PersonName Names => _portal.Get<PersonName>();

    [Fact]
    public async Task It_stands_on_every_page_until_it_is_removed_and_the_activity_says_so()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.Equal(person.Email, await ShownAsync(person));

        Assert.Equal(NameChange.Done, await Names.ChangeAsync(person.Session, " Ana  García ", TestContext.Current.CancellationToken));
        Assert.Equal("Ana García", await ShownAsync(person));

        // Saving it unchanged logs nothing.
        Assert.Equal(NameChange.Done, await Names.ChangeAsync(person.Session, "Ana García", TestContext.Current.CancellationToken));
        Assert.Equal(NameChange.Done, await Names.ChangeAsync(person.Session, " ", TestContext.Current.CancellationToken));
        Assert.Equal(person.Email, await ShownAsync(person));
        Assert.Equal(["name-changed Ana García", "name-changed"], (await person.ActivityAsync()).Where(line => line.StartsWith("name-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_cannot_be_a_name_changes_nothing_and_an_ended_session_names_nobody()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.Equal(NameChange.Done, await Names.ChangeAsync(person.Session, "Ana", TestContext.Current.CancellationToken));

        Assert.Equal(NameChange.NotAName, await Names.ChangeAsync(person.Session, "A\u202Ena", TestContext.Current.CancellationToken));
        Assert.Equal(NameChange.NotAName, await Names.ChangeAsync(person.Session, new string('x', 101), TestContext.Current.CancellationToken));
        Assert.Equal(NameChange.NotAName, await Names.ChangeAsync(Guid.NewGuid(), "Mallory", TestContext.Current.CancellationToken));
        Assert.Equal("Ana", await ShownAsync(person));
    }

    [Fact]
    public async Task Ten_changes_a_day_are_kept_and_in_the_log_and_the_eleventh_waits_for_tomorrow()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var at = TestContext.Current.CancellationToken;

        var results = await Task.WhenAll(Enumerable.Range(0, 15).Select(i => Task.Run(() => Names.ChangeAsync(person.Session, $"Ana {i}", at))));

        Assert.Equal(10, results.Count(result => result == NameChange.Done));
        Assert.Equal(5, results.Count(result => result == NameChange.TooMany));
        Assert.Equal(10, (await person.ActivityAsync()).Count(line => line.StartsWith("name-", StringComparison.Ordinal)));
        var shown = await ShownAsync(person);
        var browser = person.Browser();
        await browser.GetAsync("/settings/account/name");
        await browser.SubmitAsync(("name", "Ana again"));
        Assert.Contains("Try again tomorrow", browser.Page!.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(shown, await ShownAsync(person));

        _portal.Clock.Advance(TimeSpan.FromDays(1));
        await person.SignInAsync();
        Assert.Equal(NameChange.Done, await Names.ChangeAsync(person.Session, "Ana again", at));
    }

    private static async Task<string> ShownAsync(TestPerson person) =>
        (await person.Browser().GetAsync("/settings/account")).Page!.QuerySelector(".top-who")!.TextContent.Trim();
}
