using System.Net;
using System.Text.Json;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Signing in to an application through the portal, from its request to the claims that it receives.</summary>
[OnBothDatabases]
public sealed class ApplicationSignInTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_and_comes_back_with_a_code()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var (shop, browser) = (new RelyingParty(_portal), _portal.Browser());

        Assert.Null(await shop.SendAsync(browser));
        Assert.StartsWith("/sign-in?returnUrl=", browser.Path);
        await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));
        await browser.SubmitAsync(("code", person.NextAppCode()));
        var answer = await shop.ArriveAsync(browser);

        Assert.Equal("a state", answer!["state"]);
        Assert.Equal("https://localhost/", answer["iss"]);
        var tokens = await shop.RedeemAsync(answer["code"]);
        var id = await shop.CheckAsync(tokens["id_token"]);
        Assert.Equal(person.Id, id.Subject);
        Assert.Equal("a nonce", id.GetClaim("nonce").Value);
        Assert.Equal("https://refeds.org/profile/mfa", id.GetClaim("acr").Value);
        Assert.Equal(["pwd", "otp", "mfa"], id.GetPayloadValue<string[]>("amr"));
        Assert.Equal(_portal.Clock.GetUtcNow().ToUnixTimeSeconds(), id.GetPayloadValue<long>("auth_time"));
        Assert.Contains("application-signed-in Example Shop", await person.ActivityAsync());
    }

    [Fact]
    public async Task The_userinfo_endpoint_tells_what_the_scopes_open_and_no_more()
    {
        var person = await (await TestPerson.CreateAsync(_portal, "Support")).SignInAsync();
        await person.HasAsync(MethodIds.App, MethodIds.BackupCodes);
        await person.ConfirmAsync(MethodIds.App);
        var shop = new RelyingParty(_portal);
        var little = await shop.UserInfoAsync((await shop.SignInAsync((await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser(), ("scope", "openid")))["access_token"]);
        Assert.Equal(["sub"], Names(little.Json).Where(name => name is not ("iss" or "aud")));

        var other = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var all = await shop.UserInfoAsync((await shop.SignInAsync(other.Browser()))["access_token"]);
        Assert.Equal(other.Email, all["email"]);
        Assert.True(all.Json.GetProperty("email_verified").GetBoolean());
        Assert.Equal(other.Email, all["preferred_username"]);
        Assert.Equal(other.Email, all["name"]);
        Assert.Equal(NameChange.Done, await _portal.Get<PersonName>().ChangeAsync(other.Session, "Ana García", TestContext.Current.CancellationToken));
        Assert.Equal("Ana García", (await shop.UserInfoAsync((await shop.SignInAsync(other.Browser()))["access_token"]))["name"]);
        Assert.False(all.Json.TryGetProperty("phone_number", out _));
    }

    [Fact]
    public async Task Access_tokens_say_nothing_of_the_person_but_who_they_are_and_how_sure_that_is()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var shop = new RelyingParty(_portal);

        var tokens = await shop.SignInAsync(person.Browser());

        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(tokens["access_token"]);
        Assert.Equal("at+jwt", token.Typ);
        Assert.Equal(person.Id, token.Subject);
        Assert.Equal("https://refeds.org/profile/sfa", token.GetClaim("acr").Value);
        Assert.DoesNotContain(person.Email, token.Claims.Select(claim => claim.Value));
    }

    [Fact]
    public async Task A_refreshed_id_token_leaves_out_what_is_no_longer_there()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await person.SignInAsync(MethodIds.App);
        var shop = new RelyingParty(_portal);
        var tokens = await shop.SignInAsync(person.Browser());
        Assert.Equal(person.Number, (await shop.CheckAsync(tokens["id_token"])).GetClaim("phone_number").Value);

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));

        var id = await shop.CheckAsync((await shop.RefreshAsync(tokens["refresh_token"]))["id_token"]);
        Assert.False(id.TryGetClaim("phone_number", out _));
        Assert.False(id.TryGetClaim("phone_number_verified", out _));
        Assert.Equal(person.Email, id.GetClaim("email").Value);
        Assert.Equal(person.Id, id.Subject);
    }

    [Fact]
    public async Task Discovery_says_what_there_is()
    {
        var document = await new RelyingParty(_portal).DocumentAsync("/.well-known/openid-configuration");

        Assert.Equal("https://localhost/", document.GetProperty("issuer").GetString());
        Assert.Equal(["code"], Strings(document, "response_types_supported"));
        Assert.Equal(["S256"], Strings(document, "code_challenge_methods_supported"));
        Assert.Equal(["https://refeds.org/profile/sfa", "https://refeds.org/profile/mfa", "phr"], Strings(document, "acr_values_supported"));
        Assert.Equal(["authorization_code", "refresh_token"], Strings(document, "grant_types_supported"));
        Assert.True(document.GetProperty("backchannel_logout_session_supported").GetBoolean());
        Assert.True(document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.EndsWith("/connect/par", document.GetProperty("pushed_authorization_request_endpoint").GetString());
        Assert.Contains("create", Strings(document, "prompt_values_supported"));
    }

    [Fact]
    public async Task A_request_can_be_pushed_and_one_client_has_to()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var bank = new RelyingParty(_portal, "bank");

        Assert.Equal("invalid_request", (await bank.SendAsync(person.Browser()))?["error"] ?? "invalid_request");
        var pushed = await bank.PostAsync("/connect/par", [.. Query(bank.Url())]);
        Assert.Equal(HttpStatusCode.Created, pushed.Status);
        var browser = person.Browser();
        await browser.GetAsync($"/connect/authorize?client_id=bank&request_uri={Uri.EscapeDataString(pushed["request_uri"])}");

        Assert.Equal(HttpStatusCode.OK, (await bank.RedeemAsync((await bank.ArriveAsync(browser))!["code"])).Status);
    }

    [Fact]
    public async Task A_pushed_request_may_be_posted_and_finds_its_way_through_the_sign_in()
    {
        var person = await TestPerson.CreateAsync(_portal);
        var (bank, browser) = (new RelyingParty(_portal, "bank"), _portal.Browser());
        var pushed = await bank.PostAsync("/connect/par", [.. Query(bank.Url())]);

        await browser.ReadAsync(await browser.SendAsync((
            new Uri("https://localhost/connect/authorize"),
            new FormUrlEncodedContent([new("client_id", "bank"), new("request_uri", pushed["request_uri"])]))));
        Assert.StartsWith("/sign-in?returnUrl=", browser.Path);
        await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));

        Assert.Equal(HttpStatusCode.OK, (await bank.RedeemAsync((await bank.ArriveAsync(browser))!["code"])).Status);
    }

    [Fact]
    public async Task An_answer_by_form_post_may_be_sent_to_the_application_and_nowhere_else()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var (shop, browser) = (new RelyingParty(_portal), person.Browser());

        await browser.GetAsync(shop.Url(("response_mode", "form_post")));

        Assert.Equal(shop.Redirect, browser.Page!.QuerySelector("form")!.GetAttribute("action"));
        var policy = browser.Response!.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("form-action https://shop.example;", policy + ";");
        Assert.Contains("frame-ancestors 'none'", policy);
        var code = browser.Page.QuerySelector("input[name=code]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.OK, (await shop.RedeemAsync(code)).Status);
    }

    [Fact]
    public async Task A_public_client_has_no_secret_and_its_scripts_may_ask_from_its_own_origin_only()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var spa = new RelyingParty(_portal, "spa", secret: null);
        Assert.Equal(HttpStatusCode.OK, (await spa.RedeemAsync(await spa.CodeAsync(person.Browser()))).Status);

        Assert.Equal("https://spa.example", await AllowedAsync("https://spa.example"));
        Assert.Null(await AllowedAsync("https://shop.example"));
    }

    [Fact]
    public async Task Whoever_works_for_support_without_a_key_enrols_before_any_application_learns_anything()
    {
        var agent = await (await TestPerson.CreateAsync(_portal, "Support")).SignInAsync();
        var (shop, browser) = (new RelyingParty(_portal), agent.Browser());

        Assert.Null(await shop.SendAsync(browser));
        Assert.StartsWith("/settings/security/two-factor?return=", browser.Path);

        // The portal stores the request first, redirects to a reference to it, and answers there.
        var kept = await LocationAsync(agent.Browser(), shop.Url(("prompt", "none")));
        var answer = new Uri(await LocationAsync(agent.Browser(), kept));
        Assert.Equal(shop.Redirect, answer.GetLeftPart(UriPartial.Path));
        var told = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Query);
        Assert.Equal("interaction_required", told["error"].ToString());
        Assert.Equal("a state", told["state"].ToString());
    }

    private static async Task<string> LocationAsync(TestBrowser browser, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var answer = await browser.SendAsync(request);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<string?> AllowedAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/connect/token");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await _portal.CreateDefaultClient(new Uri("https://localhost")).SendAsync(request);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }

    private static IEnumerable<(string, string?)> Query(string url) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url[url.IndexOf('?')..]).Select(pair => (pair.Key, (string?)pair.Value.ToString()));

    private static string[] Strings(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);
}
