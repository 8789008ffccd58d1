using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>
/// The errors of RFC 6749 4.1.2.1 and OpenID Connect Core 3.1.2.6: the client gets them, with its state, if client and redirect
/// URI belong together; otherwise nobody does. The table is <c>SecurityPortal/OpenId/OpenIdConformance.md</c>.
/// </summary>
[OnBothDatabases]
public sealed class AuthorizationErrorsTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;
    private readonly RelyingParty _shop = new(shared.Portal);

    [Theory]
    [InlineData("scope", "openid address", "invalid_scope")]
    [InlineData("scope", "nothing-known", "invalid_scope")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_type", "nonsense", "unsupported_response_type")]
    [InlineData("response_mode", "smoke_signal", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "perhaps", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "1.5", "invalid_request")]
    [InlineData("claims", "{", "invalid_request")]
    [InlineData("claims", "[]", "invalid_request")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("registration", "{}", "registration_not_supported")]
    public async Task A_request_that_is_wrong_is_answered_to_its_client_by_the_name_of_the_fault(string parameter, string? value, string error)
    {
        var answer = await _shop.SendAsync(await BrowserAsync(), (parameter, value));

        Assert.True(answer is not null, "The person was shown a page.");
        Assert.Equal(error, answer["error"]);
        Assert.Equal("a state", answer["state"]);
        Assert.Equal("https://localhost/", answer["iss"]);
        Assert.False(answer.ContainsKey("code"));
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", "https://shop.example/elsewhere")]
    [InlineData("redirect_uri", "https://forum.example/back")]
    [InlineData("redirect_uri", null)]
    public async Task Without_a_client_that_owns_the_address_nobody_is_sent_anywhere(string parameter, string? value)
    {
        var browser = await BrowserAsync();

        Assert.Null(await _shop.SendAsync(browser, (parameter, value), ("scope", "nothing-known")));

        Assert.Equal("localhost", browser.Response!.RequestMessage!.RequestUri!.Host);
        Assert.Contains("That didn't work", browser.Text);
    }

    [Fact]
    public async Task An_error_by_form_post_comes_by_form_post()
    {
        var browser = await BrowserAsync();

        await browser.GetAsync(_shop.Url(("response_mode", "form_post"), ("scope", "nothing-known")));

        Assert.Equal(_shop.Redirect, browser.Page!.QuerySelector("form")!.GetAttribute("action"));
        Assert.Equal("invalid_scope", browser.Page.QuerySelector("input[name=error]")!.GetAttribute("value"));
        Assert.Equal("a state", browser.Page.QuerySelector("input[name=state]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_request_that_had_to_be_pushed_and_was_not_is_answered_to_its_client()
    {
        var answer = await new RelyingParty(_portal, "bank").SendAsync(await BrowserAsync());

        Assert.Equal("invalid_request", answer!["error"]);
    }

    [Fact]
    public async Task A_pushed_request_is_refused_where_it_is_pushed()
    {
        async Task<string?> PushAsync(string name, string value) => (await _shop.PostAsync(
            "/connect/par",
            [
                .. Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(_shop.Url((name, value))[_shop.Url().IndexOf('?')..])
                    .Select(pair => (pair.Key, (string?)pair.Value.ToString())),
            ])).Error;

        Assert.Equal("invalid_scope", await PushAsync("scope", "nothing-known"));
        Assert.Equal("invalid_request", await PushAsync("max_age", "soon"));
        Assert.Equal("registration_not_supported", await PushAsync("registration", "{}"));
    }

    private async Task<TestBrowser> BrowserAsync() => (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();
}
