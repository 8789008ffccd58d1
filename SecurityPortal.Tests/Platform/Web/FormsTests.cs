using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Forms with an outdated antiforgery token: a page in the person's language leads on.</summary>
public sealed class FormsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string FormCookie = "portal-form";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Signed_in_meanwhile_in_another_tab_the_older_form_leads_on()
    {
        var person = await TestPerson.CreateAsync(_portal);
        var older = await _portal.Browser().GetAsync("/sign-in?returnUrl=%2Fsettings%2Faccount");
        await new TestBrowser(_portal, older.Cookies).TypePasswordAsync(person.Email);

        await older.SubmitAsync(("login", person.Email), ("password", Portal.Password));

        Assert.Equal("/settings/account", older.Path);
        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Theory]
    [InlineData("/sign-in", "de", "Dieses Formular war veraltet")]
    [InlineData("/sign-in/forgot-password", "es", "Este formulario estaba desactualizado")]
    [InlineData("/register", "pt-BR", "Este formulário estava desatualizado")]
    public async Task With_another_cookie_than_its_own_a_form_is_answered_by_a_page_that_leads_back_to_it(
        string path, string language, string heading)
    {
        var browser = await _portal.Browser().Speaking(language).GetAsync(path);
        var other = await _portal.Browser().GetAsync(path);
        browser.SetCookie(FormCookie, other.Cookie(FormCookie)!);

        await browser.SubmitAsync(("login", "alice@example.com"), ("password", Portal.Password), ("email", "alice@example.com"));

        Assert.Equal(HttpStatusCode.BadRequest, browser.Response!.StatusCode);
        Assert.Equal(heading, browser.Page!.QuerySelector("h1")!.TextContent);
        Assert.Equal(path, browser.Page.QuerySelector("main a.mud-button-root")!.GetAttribute("href"));
        Assert.Equal(language, browser.Page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(await _portal.SentToAsync("alice@example.com"));

        await browser.GetAsync(path);
        Assert.NotNull(browser.Page.QuerySelector("main form"));
    }

    [Theory]
    [InlineData("en", "Allow cookies for this portal")]
    [InlineData("de", "Erlauben Sie Cookies für dieses Portal")]
    public async Task Whose_browser_refuses_cookies_is_told_that_they_are_needed(string language, string sentence)
    {
        var page = await _portal.Browser().GetAsync("/sign-in");
        var browser = _portal.Browser().Speaking(language);

        var answer = await browser.SendAsync(page.Form(("login", "alice@example.com"), ("password", Portal.Password)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Signing_out_from_a_page_that_is_out_of_date_takes_one_press_more()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = await person.Browser().GetAsync("/settings/security");
        var other = await _portal.Browser().GetAsync("/sign-in");
        var form = browser.FormAt("form[action='/sign-out']");
        browser.SetCookie(FormCookie, other.Cookie(FormCookie)!);

        var refused = await browser.SendAsync(form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var again = new TestBrowser(_portal, browser.Cookies);
        await again.ReadAsync(refused);
        Assert.Contains("Sign out?", again.Text);
        await again.ReadAsync(await again.SendAsync(again.FormAt("form[action='/sign-out']")));

        Assert.Equal("/sign-in?reason=signed-out", again.Path);
        Assert.False(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task A_passkey_from_a_page_that_is_out_of_date_leads_back_to_sign_in()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");
        var other = await _portal.Browser().GetAsync("/sign-in");
        var (_, content) = browser.Form();
        browser.SetCookie(FormCookie, other.Cookie(FormCookie)!);

        await browser.ReadAsync(await browser.SendAsync((new("https://localhost/sign-in/passkey"), content)));

        Assert.Equal("/sign-in", browser.Page!.QuerySelector("main a.mud-button-root")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_form_of_a_page_whose_session_is_over_leads_to_sign_in()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = await person.Browser().GetAsync("/settings/account/password");
        var (url, content) = browser.Form(("password", Portal.Password), ("new-password", "gravel moss seven owls"));
        await person.Browser().SignOutAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/sign-in?reason=ended&returnUrl=%2Fsettings%2Faccount%2Fpassword", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_cookie_comes_along_when_a_link_is_followed_from_elsewhere_and_not_with_a_form_from_there()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");

        var cookie = Assert.Single(browser.Response!.Headers.GetValues("Set-Cookie"), line => line.StartsWith(FormCookie, StringComparison.Ordinal));

        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
