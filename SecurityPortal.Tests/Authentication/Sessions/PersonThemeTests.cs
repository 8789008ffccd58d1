using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>A person chooses light or dark once, for all browsers.</summary>
public sealed class PersonThemeTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("system", null)]
    public async Task A_choice_holds_in_every_browser_of_the_person(string chosen, string? shown)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        Assert.True(await _portal.Get<PersonTheme>().ChooseAsync(person.Session, chosen, TestContext.Current.CancellationToken));

        var other = await _portal.Browser().TypePasswordAsync(person.Email);
        await other.GetAsync("/settings/security");
        Assert.Equal(shown, other.Page!.DocumentElement.GetAttribute("data-theme"));
    }

    [Fact]
    public async Task Nothing_else_is_taken_and_nothing_for_a_session_that_is_over()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var themes = _portal.Get<PersonTheme>();

        Assert.False(await themes.ChooseAsync(person.Session, "\"><script>", TestContext.Current.CancellationToken));
        Assert.False(await themes.ChooseAsync(person.Session, null, TestContext.Current.CancellationToken));
        Assert.False(await themes.ChooseAsync(Guid.NewGuid(), "dark", TestContext.Current.CancellationToken));
        Assert.Null(await themes.FindAsync(person.Session, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("system", null)]
    [InlineData("\"><script>", null)]
    public async Task Before_sign_in_a_browser_looks_as_its_last_person_wants_it(string cookie, string? shown)
    {
        var browser = _portal.Browser();
        browser.SetCookie("portal-theme", Uri.EscapeDataString(cookie));

        await browser.GetAsync("/sign-in");

        Assert.Equal(shown, browser.Page!.DocumentElement.GetAttribute("data-theme"));
    }
}
