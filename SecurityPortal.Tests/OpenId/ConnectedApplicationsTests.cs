using Bunit;
using SecurityPortal.OpenId;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.OpenId;

/// <summary>What a person reads about the applications that they sign in to from here.</summary>
[OnBothDatabases]
public sealed class ConnectedApplicationsTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Whose_session_lapsed_is_not_signed_in_there_any_more()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await new RelyingParty(_portal).SignInAsync(person.Browser());
        Assert.True(await IsSignedInAsync(person));

        _portal.Clock.Advance(TimeSpan.FromMinutes(61));
        await person.SignInAsync();

        Assert.False(await IsSignedInAsync(person));
    }

    [Theory]
    [InlineData("shop", "Example Shop", "Removed. Example Shop has no access until you sign in there again.")]
    [InlineData("forum", "Forum of others", "Removed. Forum of others will need your consent again before you can sign in there.")]
    public async Task Removing_one_speaks_of_consent_only_where_it_is_asked_for(string id, string name, string said)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var (application, browser) = (new RelyingParty(_portal, id), person.Browser());
        if (await application.SendAsync(browser) is null)
        {
            await browser.SubmitAsync(("answer", "allow"));
            Assert.NotNull(await application.ArriveAsync(browser));
        }

        await using var screen = await Screen.OfAsync(_portal, person);
        var page = screen.Render<ApplicationsPage>();
        Screen.Button(page.WaitForElement("[data-testid=application]", Patience), $"Remove {name}").Click();

        page.WaitForAssertion(() => Assert.Contains(said, page.Markup), Patience);
    }

    private async Task<bool> IsSignedInAsync(TestPerson person) =>
        Assert.Single((await _portal.Get<ConnectedApplications>().ListAsync(person.Session))!).IsSignedIn;
}
