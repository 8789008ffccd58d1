using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Third-party applications need consent before they learn anything (rule O7).</summary>
[OnBothDatabases]
public sealed class ConsentTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;
    private readonly RelyingParty _forum = new(shared.Portal, "forum");

    [Fact]
    public async Task The_page_names_the_application_its_host_and_what_it_will_learn()
    {
        var browser = (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();

        Assert.Null(await _forum.SendAsync(browser, ("scope", "openid email")));

        Assert.Contains("Forum of others (forum.example)", browser.Text);
        Assert.Equal(
            ["that it is you, and how you signed in", "your email address"],
            browser.Page!.QuerySelectorAll("[data-testid=scopes] li").Select(item => item.TextContent));
    }

    [Fact]
    public async Task Who_allows_it_is_not_asked_again_until_it_wants_to_know_more()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = person.Browser();
        await _forum.SendAsync(browser, ("scope", "openid email"));
        await browser.SubmitAsync(("answer", "allow"));
        Assert.True((await _forum.ArriveAsync(browser))!.ContainsKey("code"));

        Assert.NotNull(await _forum.SendAsync(browser, ("scope", "openid")));
        Assert.Null(await _forum.SendAsync(browser, ("scope", "openid email phone")));
        Assert.Contains("application-allowed Forum of others", await person.ActivityAsync());
    }

    [Fact]
    public async Task Who_does_not_allow_it_goes_back_with_the_refusal()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = person.Browser();
        await _forum.SendAsync(browser);
        await browser.SubmitAsync(("answer", "deny"));

        Assert.Equal("access_denied", (await _forum.ArriveAsync(browser))!["error"]);
        Assert.Null(await _forum.SendAsync(browser));
        Assert.Contains("application-refused Forum of others", await person.ActivityAsync());
    }

    [Fact]
    public async Task Prompt_consent_asks_whoever_has_allowed_it_already()
    {
        var browser = (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();
        await _forum.SendAsync(browser);
        await browser.SubmitAsync(("answer", "allow"));
        _portal.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await _forum.SendAsync(browser, ("prompt", "consent")));
        await browser.SubmitAsync(("answer", "allow"));
        Assert.True((await _forum.ArriveAsync(browser))!.ContainsKey("code"));
    }

    [Fact]
    public async Task A_consent_cannot_be_forged_by_a_link_a_form_of_another_site_or_the_ticket_of_another_session()
    {
        var (owner, other) = (await (await TestPerson.CreateAsync(_portal)).SignInAsync(), await (await TestPerson.CreateAsync(_portal)).SignInAsync());
        var (browser, stranger) = (owner.Browser(), other.Browser());
        await _forum.SendAsync(browser);
        var ticketUrl = browser.Path;

        // The ticket of another session shows no question.
        await stranger.GetAsync(ticketUrl);
        Assert.Null(stranger.Page!.QuerySelector("[data-testid=scopes]"));

        // Nor does an answer of that session with its own antiforgery token count, for either of the two.
        await stranger.GetAsync("/settings/account/name");
        var (_, answer) = stranger.Form(("_handler", "consent"), ("answer", "allow"));
        await stranger.SendWithoutFollowingAsync((new Uri(new Uri("https://localhost"), ticketUrl), answer));
        Assert.Null(await _forum.SendAsync(other.Browser()));

        // A form without an antiforgery token, as another site would send it.
        using var forged = new HttpRequestMessage(HttpMethod.Post, ticketUrl)
        {
            Content = new FormUrlEncodedContent([new("_handler", "consent"), new("answer", "allow")]),
        };
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(forged)).StatusCode);

        // A made-up ticket.
        await browser.GetAsync("/connect/consent?ticket=forged");
        Assert.Null(browser.Page!.QuerySelector("[data-testid=scopes]"));
        Assert.Null(await _forum.SendAsync(owner.Browser()));
    }
}
