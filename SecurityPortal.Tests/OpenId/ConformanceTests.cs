using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>
/// Modules of the OpenID Foundation's conformance plans that no other test covers; each test's name says what the module
/// checks. The table is <c>SecurityPortal/OpenId/OpenIdConformance.md</c>.
/// </summary>
[OnBothDatabases]
public sealed class ConformanceTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;
    private readonly RelyingParty _shop = new(shared.Portal);

    [Fact]
    public async Task Without_a_response_type_there_is_an_error_and_no_code()
    {
        var answer = await _shop.SendAsync(await BrowserAsync(), ("response_type", null));

        Assert.NotEqual(true, answer?.ContainsKey("code"));
    }

    [Fact]
    public async Task The_userinfo_endpoint_takes_a_post_with_the_token_in_header_or_body()
    {
        var token = (await _shop.SignInAsync(await BrowserAsync()))["access_token"];
        using var client = _portal.CreateDefaultClient(new Uri("https://localhost"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/userinfo") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Authorization = new("Bearer", token);

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        using var content = new FormUrlEncodedContent([new("access_token", token)]);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/connect/userinfo", content)).StatusCode);
    }

    [Fact]
    public async Task A_nonce_is_not_needed_and_unknown_parameters_and_the_order_of_scopes_change_nothing()
    {
        var answer = await _shop.SignInAsync(
            await BrowserAsync(), ("nonce", null), ("foo", "bar"), ("scope", "email openid"), ("display", "popup"), ("claims_locales", "de"));

        var id = await _shop.CheckAsync(answer["id_token"]);
        Assert.False(id.TryGetClaim("nonce", out _));
        Assert.False(id.TryGetClaim("foo", out _));
        Assert.True(id.TryGetClaim("email", out _));
    }

    [Fact]
    public async Task Each_scope_opens_its_claims_and_one_that_there_is_not_is_refused()
    {
        var browser = await BrowserAsync();

        Assert.True((await PersonAsync(browser, "openid profile")).TryGetProperty("preferred_username", out _));
        Assert.False((await PersonAsync(browser, "openid profile")).TryGetProperty("email", out _));
        Assert.True((await PersonAsync(browser, "openid email")).TryGetProperty("email", out _));
        Assert.False((await PersonAsync(browser, "openid email")).TryGetProperty("preferred_username", out _));
        Assert.False((await PersonAsync(browser, "openid phone")).TryGetProperty("email", out _));
        Assert.Equal("invalid_scope", (await _shop.SendAsync(browser, ("scope", "openid address")))!["error"]);
    }

    [Fact]
    public async Task The_hint_of_an_id_token_signs_the_same_person_in_again()
    {
        var browser = await BrowserAsync();
        var first = await _shop.SignInAsync(browser);

        var again = await _shop.SignInAsync(browser, ("id_token_hint", first["id_token"]), ("prompt", "none"));

        Assert.Equal((await _shop.CheckAsync(first["id_token"])).Subject, (await _shop.CheckAsync(again["id_token"])).Subject);
    }

    [Fact]
    public async Task An_authorization_request_may_be_posted()
    {
        var browser = await BrowserAsync();
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(_shop.Url()[_shop.Url().IndexOf('?')..])
            .Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Value.ToString()));

        await browser.ReadAsync(await browser.SendAsync((new Uri("https://localhost/connect/authorize"), new FormUrlEncodedContent(query))));

        Assert.True((await _shop.ArriveAsync(browser))?.ContainsKey("code"), browser.Path);
    }

    [Theory]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://shop.example/request.jwt", "request_uri_not_supported")]
    public async Task A_request_object_is_refused_by_its_name(string parameter, string value, string error)
    {
        var browser = await BrowserAsync();

        var answer = await _shop.SendAsync(browser, (parameter, value));

        var said = answer is null ? browser.Page!.QuerySelector("[data-testid=error]")!.TextContent : answer["error"];
        Assert.Contains(said, new[] { error, "invalid_request", "invalid_request_uri" });
    }

    [Fact]
    public async Task A_secret_may_stand_in_the_header()
    {
        var code = await _shop.CodeAsync(await BrowserAsync());
        using var client = _portal.CreateDefaultClient(new Uri("https://localhost"));

        async Task<HttpStatusCode> RedeemAsync(string secret)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
            {
                Content = new FormUrlEncodedContent(
                [
                    new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", _shop.Redirect), new("code_verifier", _shop.Verifier),
                ]),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"shop:{secret}")));
            return (await client.SendAsync(request)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await RedeemAsync("another-secret-that-is-long-enough-to-be-one"));
        Assert.Equal(HttpStatusCode.OK, await RedeemAsync(OpenIdPortal.Secret));
    }

    [Fact]
    public async Task A_code_that_comes_again_after_half_a_minute_is_refused_and_its_tokens_are_dead()
    {
        var code = await _shop.CodeAsync(await BrowserAsync());
        var tokens = await _shop.RedeemAsync(code);
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("invalid_grant", (await _shop.RedeemAsync(code)).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(tokens["access_token"])).Status);
    }

    [Theory]
    [InlineData("post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye%3Fx%3D1", HttpStatusCode.BadRequest)]
    [InlineData("post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye", HttpStatusCode.OK)]
    [InlineData("state=there", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task Signing_out_with_a_hint_leads_to_registered_addresses_alone_and_needs_none(string more, HttpStatusCode status)
    {
        var browser = await BrowserAsync();
        var hint = (await _shop.SignInAsync(browser))["id_token"];

        await browser.GetAsync($"/connect/logout?id_token_hint={hint}&{more}");

        var arrived = RelyingParty.Arrived(browser);
        if (more.StartsWith("post_logout", StringComparison.Ordinal) && status == HttpStatusCode.OK)
        {
            // The application's own page, which the test's portal does not have.
            Assert.Equal("https://shop.example/bye", arrived.GetLeftPart(UriPartial.Path));
        }
        else
        {
            Assert.Equal((status, "localhost"), (browser.Response!.StatusCode, arrived.Host));
        }

        Assert.Equal(status == HttpStatusCode.BadRequest, await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_hint_that_was_changed_signs_nobody_out()
    {
        var browser = await BrowserAsync();
        var hint = (await _shop.SignInAsync(browser))["id_token"];

        await browser.GetAsync($"/connect/logout?id_token_hint={hint[..^6]}AAAAAA&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye");
        Assert.Equal("localhost", browser.Response!.RequestMessage!.RequestUri!.Host);
        await browser.GetAsync("/connect/logout?id_token_hint=nothing&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye");
        Assert.Equal("localhost", browser.Response!.RequestMessage!.RequestUri!.Host);

        Assert.True(await browser.IsSignedInAsync());
    }

    private async Task<TestBrowser> BrowserAsync() => (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();

    private async Task<System.Text.Json.JsonElement> PersonAsync(TestBrowser browser, string scope) =>
        (await _shop.UserInfoAsync((await _shop.SignInAsync(browser, ("scope", scope)))["access_token"])).Json;
}
