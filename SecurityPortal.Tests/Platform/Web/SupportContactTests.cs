using System.Net;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>
/// A person who is stuck anywhere sees whom to ask; nothing is shown if the operator has configured no contact.
/// </summary>
public sealed class SupportContactTests : IAsyncLifetime
{
    private static readonly (string, string)[] Help =
    [
        ("Portal:SupportContact:Name", "IT service desk"), ("Portal:SupportContact:Email", "help@example.com"),
        ("Portal:SupportContact:Phone", "+44 (20) 7946-0958"), ("Portal:SupportContact:Hours", "Mon to Fri, 8 to 18"),
        ("Portal:SupportContact:Url", "https://help.example.com/portal"),
        ("Portal:LegalLinks:0:Name", "Imprint"), ("Portal:LegalLinks:0:Url", "https://example.com/imprint"),
    ];

    private readonly Portal _portal = new(Help);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?reason=disabled")]
    [InlineData("/sign-in/forgot-password")]
    [InlineData("/sign-in/reset-password")]
    [InlineData("/register")]
    [InlineData("/notices/nonsense")]
    [InlineData("/error")]
    [InlineData("/not-found")]
    public async Task A_page_that_anybody_can_be_stuck_at_says_whom_to_ask(string path) =>
        AssertHelps(await _portal.Browser().GetAsync(path));

    [Fact]
    public async Task So_do_the_second_step_and_recovery()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.StartsWith("/sign-in/verify", browser.Path, StringComparison.Ordinal);
        AssertHelps(browser);

        AssertHelps(await browser.GetAsync("/sign-in/recover"));
    }

    [Fact]
    public async Task So_does_the_page_for_an_address_that_was_never_confirmed()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "EmailConfirmed" = FALSE WHERE "Id" = {person.Id}""");

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("/sign-in/confirm-address", browser.Path);
        AssertHelps(browser);
    }

    [Fact]
    public async Task So_does_a_form_that_was_refused()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");
        await browser.ReadAsync(await browser.SendAsync((new Uri("https://localhost/sign-in"), new([]))));

        Assert.Equal(HttpStatusCode.BadRequest, browser.Response!.StatusCode);
        AssertHelps(browser);
    }

    [Fact]
    public async Task Nothing_is_shown_where_nothing_is_set()
    {
        await using var portal = new Portal();
        var browser = await portal.Browser().GetAsync("/sign-in");

        Assert.Null(browser.Page!.QuerySelector("footer"));
        Assert.Null(browser.Page.QuerySelector("[data-testid=whom-to-ask]"));
    }

    [Fact]
    public async Task Of_what_is_set_only_that_is_shown()
    {
        await using var portal = new Portal(("Portal:SupportContact:Phone", "112"));
        var help = (await portal.Browser().GetAsync("/sign-in")).Page!.QuerySelector("[data-testid=whom-to-ask]")!;

        Assert.Equal("tel:112", Assert.Single(help.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.Equal("Need help? 112", Screen.Words(help));
    }

    [Theory]
    [InlineData("Portal:SupportContact:Url", "http://help.example.com", "Give an address that begins with https://.")]
    [InlineData("Portal:SupportContact:Url", "javascript:alert(1)", "Give an address that begins with https://.")]
    [InlineData("Portal:SupportContact:Url", "https://help@evil.example", "Give an address that begins with https://.")]
    [InlineData("Portal:SupportContact:Url", "/help", "Give an address that begins with https://.")]
    [InlineData("Portal:SupportContact:Email", "help", "Give an address such as help@example.com.")]
    [InlineData("Portal:SupportContact:Email", "Help <help@example.com>", "Give an address such as help@example.com.")]
    [InlineData("Portal:SupportContact:Phone", "call us", "Give a number in digits")]
    [InlineData("Portal:SupportContact:Phone", "---", "Give a number in digits")]
    [InlineData("Portal:LegalLinks:0:Url", "https://example.com", "Portal:LegalLinks:0:Name is missing")]
    [InlineData("Portal:LegalLinks:0:Name", "Imprint", "Portal:LegalLinks:0:Url is ''.")]
    [InlineData("Portal:Accent", "teal", "Give a colour as #rrggbb")]
    [InlineData("Portal:Accent", "#5ec4d4", "It must be 4.5 or more to be read")]
    [InlineData("Portal:Logo", "logo.gif", "ends in .svg, .png or .webp")]
    [InlineData("Portal:Logo", "nowhere.svg", "which cannot be read")]
    public async Task What_leads_nowhere_or_cannot_be_read_is_refused_at_start(string key, string value, string told)
    {
        await using var portal = new Portal((key, value));

        var fault = Assert.ThrowsAny<Exception>(() => portal.Get<IOptions<PortalOptions>>().Value);

        Assert.Contains(told, fault.ToString());
    }

    private static void AssertHelps(TestBrowser browser)
    {
        var help = browser.Page!.QuerySelector("footer [data-testid=whom-to-ask]");
        Assert.Equal(
            "Need help? IT service desk +44 (20) 7946-0958 help@example.com Help page Mon to Fri, 8 to 18", Screen.Words(help));
        Assert.Equal(
            ["tel:+442079460958", "mailto:help@example.com", "https://help.example.com/portal", "https://example.com/imprint"],
            browser.Page.QuerySelectorAll("footer a").Select(link => link.GetAttribute("href")!));
    }
}
