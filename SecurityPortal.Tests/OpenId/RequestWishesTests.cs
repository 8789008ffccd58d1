using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>What an application may request for a sign-in: a language, a login hint, the creation of an account (rule O6).</summary>
[OnBothDatabases]
public sealed class RequestWishesTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private const string Password = "gravel moss seven owls";
    private readonly Portal _portal = shared.Portal;
    private readonly RelyingParty _shop = new(shared.Portal);

    [Fact]
    public async Task The_pages_on_the_way_speak_the_first_language_of_those_asked_for_that_there_is()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = _portal.Browser().Speaking("es");

        await _shop.SendAsync(browser, ("ui_locales", "fr-FR de-AT en"));
        Assert.Equal("de", browser.Page!.DocumentElement.GetAttribute("lang"));
        await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));
        Assert.StartsWith("/sign-in/verify", browser.Path);
        Assert.Equal("de", browser.Page!.DocumentElement.GetAttribute("lang"));
        await browser.SubmitAsync(("code", person.NextAppCode()));
        Assert.NotNull(await _shop.ArriveAsync(browser));

        // The application has its answer, so the browser's language applies again.
        Assert.Equal("es", (await _portal.Browser().Speaking("es").GetAsync("/sign-in")).Page!.DocumentElement.GetAttribute("lang"));
        Assert.Null(browser.Cookie("__Host-portal-asked-language"));
    }

    [Theory]
    [InlineData("fr xx")]
    [InlineData("")]
    [InlineData("../../etc <script>")]
    public async Task A_language_that_there_is_not_changes_nothing(string wanted)
    {
        var browser = _portal.Browser().Speaking("es");

        await _shop.SendAsync(browser, ("ui_locales", wanted));

        Assert.Equal("es", browser.Page!.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_choice_that_the_browser_remembers_goes_before_what_an_application_asks_for()
    {
        var browser = _portal.Browser();
        browser.SetCookie("__Host-portal-language", "pt-BR");

        await _shop.SendAsync(browser, ("ui_locales", "de"));

        Assert.Equal("pt-BR", browser.Page!.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_name_that_an_application_expects_is_filled_in()
    {
        var browser = _portal.Browser();

        await _shop.SendAsync(browser, ("login_hint", "dora@example.com"));

        Assert.Equal("dora@example.com", browser.Page!.QuerySelector("input[name=login]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_makes_an_account_on_the_way_comes_to_the_application_in_the_browser_that_began()
    {
        var browser = _portal.Browser();
        Assert.Null(await _shop.SendAsync(browser, ("prompt", "create")));
        Assert.StartsWith("/register?returnUrl=", browser.Path);
        await browser.SubmitAsync(("email", "erna@example.com"));
        var link = await _portal.LinkSentToAsync("erna@example.com");
        Assert.DoesNotContain("returnUrl", link);

        await browser.GetAsync(link);
        await browser.SubmitAsync(("new-password", Password));
        Assert.StartsWith("/sign-in?reason=registered&returnUrl=%2Fconnect%2Fcontinue", browser.Path);
        await browser.SubmitAsync(("login", "erna@example.com"), ("password", Password));

        var id = await _shop.CheckAsync((await _shop.RedeemAsync((await _shop.ArriveAsync(browser))!["code"]))["id_token"]);
        Assert.Equal(await _portal.UserIdAsync("erna"), id.Subject);
    }

    [Fact]
    public async Task In_another_browser_the_link_leads_to_no_application()
    {
        var browser = _portal.Browser();
        await _shop.SendAsync(browser, ("prompt", "create"));
        await browser.SubmitAsync(("email", "fred@example.com"));

        var other = await _portal.Browser().GetAsync(await _portal.LinkSentToAsync("fred@example.com"));
        await other.SubmitAsync(("new-password", Password));

        Assert.Equal("/sign-in?reason=registered", other.Path);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task The_way_back_from_a_registration_leads_to_nowhere_else(string way)
    {
        var browser = await _portal.Browser().GetAsync($"/register?returnUrl={Uri.EscapeDataString(way)}");
        var name = $"gil{Guid.NewGuid():N}@example.com";
        await browser.SubmitAsync(("email", name));
        browser.SetCookie("__Host-portal-way-back", Uri.EscapeDataString(way));
        await browser.GetAsync(await _portal.LinkSentToAsync(name));

        await browser.SubmitAsync(("new-password", Password));

        Assert.Equal("/sign-in?reason=registered", browser.Path);
    }

    [Fact]
    public async Task A_way_that_was_left_is_not_gone_later()
    {
        var browser = _portal.Browser();
        await _shop.SendAsync(browser, ("prompt", "create"));
        await browser.SubmitAsync(("email", "hans@example.com"));
        await browser.GetAsync("/register");
        await browser.SubmitAsync(("email", "ines@example.com"));

        await browser.GetAsync(await _portal.LinkSentToAsync("ines@example.com"));
        await browser.SubmitAsync(("new-password", Password));

        Assert.Equal("/sign-in?reason=registered", browser.Path);
    }

    [Fact]
    public async Task An_application_sends_somebody_to_set_a_method_up_and_gets_them_back_at_its_own_addresses_only()
    {
        var browser = (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();

        Assert.Equal("https://shop.example/bye", await WayAsync(browser, "shop", "https://shop.example/bye"));
        Assert.Null(await WayAsync(browser, "shop", "https://shop.example/bye/"));
        Assert.Null(await WayAsync(browser, "spa", "https://shop.example/bye"));
        Assert.Null(await WayAsync(browser, "nobody", "https://evil.example/"));
        Assert.Null(await WayAsync(browser, "shop", "javascript:alert(1)"));
    }

    private static async Task<string?> WayAsync(TestBrowser browser, string client, string way)
    {
        await browser.GetAsync($"/settings/security/two-factor?setup=AuthenticatorApp&client_id={client}&return={Uri.EscapeDataString(way)}");
        Assert.Equal(System.Net.HttpStatusCode.OK, browser.Response!.StatusCode);
        return browser.Page!.QuerySelector("aside.page-bar a")?.GetAttribute("href");
    }
}
