using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>The name that a person gives themselves, on their pages and in their activity.</summary>
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

        Assert.True(await Names.ChangeAsync(person.Session, " Ana  García ", TestContext.Current.CancellationToken));
        Assert.Equal("Ana García", await ShownAsync(person));

        // Saved again unchanged, nothing has happened.
        Assert.True(await Names.ChangeAsync(person.Session, "Ana García", TestContext.Current.CancellationToken));
        Assert.True(await Names.ChangeAsync(person.Session, " ", TestContext.Current.CancellationToken));
        Assert.Equal(person.Email, await ShownAsync(person));
        Assert.Equal(["name-changed Ana García", "name-changed"], (await person.ActivityAsync()).Where(line => line.StartsWith("name-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_cannot_be_a_name_changes_nothing_and_an_ended_session_names_nobody()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await Names.ChangeAsync(person.Session, "Ana", TestContext.Current.CancellationToken));

        Assert.False(await Names.ChangeAsync(person.Session, "A\u202Ena", TestContext.Current.CancellationToken));
        Assert.False(await Names.ChangeAsync(person.Session, new string('x', 101), TestContext.Current.CancellationToken));
        Assert.False(await Names.ChangeAsync(Guid.NewGuid(), "Mallory", TestContext.Current.CancellationToken));
        Assert.Equal("Ana", await ShownAsync(person));
    }

    private static async Task<string> ShownAsync(TestPerson person) =>
        (await person.Browser().GetAsync("/settings/account")).Page!.QuerySelector(".top-who")!.TextContent.Trim();
}
