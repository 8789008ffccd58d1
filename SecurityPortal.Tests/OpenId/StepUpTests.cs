using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Applications that require stronger or fresher authentication than the session has (rule O4).</summary>
[OnBothDatabases]
public sealed class StepUpTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private const string Mfa = "https://refeds.org/profile/mfa";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_session_by_one_factor_is_led_to_confirm_with_two_and_the_answer_says_so()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync();
        var (shop, browser) = (new RelyingParty(_portal), person.Browser());

        Assert.Null(await shop.SendAsync(browser, ("acr_values", Mfa)));
        Assert.StartsWith("/sign-in/confirm?returnUrl=%2Fconnect%2Fcontinue", browser.Path);
        await browser.SubmitAsync(("password", Portal.Password));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        var id = await shop.CheckAsync((await shop.RedeemAsync((await shop.ArriveAsync(browser))!["code"]))["id_token"]);
        Assert.Equal(Mfa, id.GetClaim("acr").Value);
    }

    [Fact]
    public async Task The_step_cannot_be_left_out_by_going_straight_back()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync();
        var (shop, browser) = (new RelyingParty(_portal), person.Browser());
        await shop.SendAsync(browser, ("acr_values", Mfa));
        var back = System.Web.HttpUtility.ParseQueryString(new Uri("https://x" + browser.Path).Query)["returnUrl"]!;

        await browser.GetAsync(back);

        Assert.Null(await shop.ArriveAsync(browser));
        Assert.StartsWith("/sign-in/confirm", browser.Path);
        await browser.GetAsync(back.Replace("/continue", "/authorize") + "&acr_values=https%3A%2F%2Frefeds.org%2Fprofile%2Fsfa");
        Assert.Null(await shop.ArriveAsync(browser));
    }

    [Fact]
    public async Task Whoever_has_no_method_is_led_to_set_one_up_and_finds_the_way_back()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var (shop, browser) = (new RelyingParty(_portal), person.Browser());

        Assert.Null(await shop.SendAsync(browser, ("acr_values", "phr")));

        Assert.StartsWith("/settings/security/two-factor?setup=SecurityKeys&return=", browser.Path);
        Assert.StartsWith("/connect/continue?client_id=shop&", browser.Page!.QuerySelector("aside.page-bar a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_essential_acr_in_the_claims_counts_as_much()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync();

        var browser = person.Browser();
        Assert.Null(await new RelyingParty(_portal).SendAsync(
            browser, ("claims", """{"id_token":{"acr":{"essential":true,"values":["https://refeds.org/profile/mfa"]}}}""")));

        Assert.StartsWith("/sign-in/confirm", browser.Path);
    }

    [Fact]
    public async Task What_cannot_be_reached_here_is_refused_by_its_name()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var answer = await new RelyingParty(_portal).SendAsync(person.Browser(), ("acr_values", "urn:example:gold"));

        Assert.Equal("unmet_authentication_requirements", answer!["error"]);
    }

    [Fact]
    public async Task A_proof_that_is_older_than_max_age_is_given_again()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var (shop, browser) = (new RelyingParty(_portal), person.Browser());

        Assert.NotNull(await shop.SendAsync(browser, ("max_age", "600")));
        Assert.Null(await shop.SendAsync(browser, ("max_age", "60")));
        await browser.SubmitAsync(("password", Portal.Password));

        var id = await shop.CheckAsync((await shop.RedeemAsync((await shop.ArriveAsync(browser))!["code"]))["id_token"]);
        Assert.Equal(_portal.Clock.GetUtcNow().ToUnixTimeSeconds(), id.GetPayloadValue<long>("auth_time"));
    }

    [Theory]
    [InlineData("9999999999999")]
    [InlineData("9223372036854775807")]
    public async Task A_max_age_that_no_time_span_holds_asks_for_nothing(string age)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var answer = await new RelyingParty(_portal).SendAsync(person.Browser(), ("max_age", age));

        Assert.True(answer?.ContainsKey("code"));
    }

    [Fact]
    public async Task Prompt_login_asks_also_in_a_session_that_is_fresh()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(2));
        var (shop, browser) = (new RelyingParty(_portal), person.Browser());

        Assert.Null(await shop.SendAsync(browser, ("prompt", "login")));
        await browser.SubmitAsync(("password", Portal.Password));

        Assert.NotNull(await shop.ArriveAsync(browser));
    }

    [Fact]
    public async Task Prompt_none_shows_nothing_whatever_is_missing()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync();
        var shop = new RelyingParty(_portal);

        Assert.Equal("login_required", (await shop.SendAsync(_portal.Browser(), ("prompt", "none")))!["error"]);
        Assert.Equal("login_required", (await shop.SendAsync(person.Browser(), ("prompt", "none"), ("acr_values", Mfa)))!["error"]);
        Assert.Equal(
            "consent_required",
            (await new RelyingParty(_portal, "forum").SendAsync(person.Browser(), ("prompt", "none")))!["error"]);
        Assert.True((await shop.SendAsync(person.Browser(), ("prompt", "none")))!.ContainsKey("code"));
    }
}
