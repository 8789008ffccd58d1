using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn;

/// <summary>A sign-in that has to begin again still leads to the page or the application that it was for.</summary>
public sealed class WayBackTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Way = "/settings/account";
    private const string Escaped = "%2Fsettings%2Faccount";
    private const string Cookie = "__Host-portal-way-back";

    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("/sign-in/verify")]
    [InlineData("/sign-in/recover")]
    [InlineData("/sign-in/recover/proofs")]
    public async Task One_that_took_too_long_begins_again_on_the_same_way(string page)
    {
        var (_, browser) = await AtTheSecondStepAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(10));

        await browser.GetAsync(page);

        Assert.Equal($"/sign-in?reason=expired&returnUrl={Escaped}", browser.Path);
    }

    [Fact]
    public async Task Another_account_goes_the_same_way()
    {
        var (_, browser) = await AtTheSecondStepAsync();

        await browser.GetAsync("/sign-in/verify");

        Assert.NotNull(browser.Page!.QuerySelector($"main a[href='/sign-in?returnUrl={Escaped}']"));
    }

    [Fact]
    public async Task One_that_ends_well_keeps_no_way()
    {
        var (person, browser) = await AtTheSecondStepAsync();
        Assert.Equal(Escaped, browser.Cookie(Cookie));

        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal(Way, browser.Path);
        Assert.Null(browser.Cookie(Cookie));
    }

    [Fact]
    public async Task A_new_password_by_mail_goes_the_same_way()
    {
        var person = await TestPerson.CreateAsync(_portal);
        var browser = await _portal.Browser().GetAsync($"/sign-in?returnUrl={Escaped}");
        await browser.GetAsync(browser.Page!.QuerySelector("a[href^='/sign-in/forgot-password']")!.GetAttribute("href")!);
        await browser.SubmitAsync(("email", person.Email));
        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));

        await browser.SubmitAsync(("new-password", "Another-horse-8-battery"));

        Assert.Equal($"/sign-in?reason=password-reset&returnUrl={Escaped}", browser.Path);
    }

    [Fact]
    public async Task A_passkey_whose_address_has_to_be_confirmed_first_goes_the_same_way()
    {
        var (person, key) = await PersonWithPasskeyAsync();
        await person.HasConfirmedAddressAsync(false);
        var browser = _portal.Browser();

        var response = await AnswerAsync(browser, key);

        Assert.EndsWith("/sign-in/confirm-address", response.RequestMessage!.RequestUri!.ToString());
        Assert.Equal(Escaped, browser.Cookie(Cookie));
    }

    [Fact]
    public async Task A_passkey_of_a_disabled_account_goes_the_same_way()
    {
        var (person, key) = await PersonWithPasskeyAsync();
        await person.DisableAsync();

        var response = await AnswerAsync(_portal.Browser(), key);

        Assert.EndsWith($"/sign-in?reason=disabled&returnUrl={Escaped}", response.RequestMessage!.RequestUri!.ToString());
    }

    private async Task<(TestPerson Person, TestBrowser Browser)> AtTheSecondStepAsync()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().GetAsync($"/sign-in?returnUrl={Escaped}");
        await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));
        Assert.Equal("/sign-in/verify", browser.Path);
        return (person, browser);
    }

    private async Task<(TestPerson Person, SoftwareKey Key)> PersonWithPasskeyAsync()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        key.Counter++;
        return (person, key);
    }

    private static async Task<HttpResponseMessage> AnswerAsync(TestBrowser browser, SoftwareKey key)
    {
        var credential = key.Get(await browser.AskPasskeyAsync());
        return await browser.SendAsync(
            (new Uri("https://localhost/sign-in/passkey"), browser.Form(("credential", credential), ("returnUrl", Way)).Content));
    }
}
