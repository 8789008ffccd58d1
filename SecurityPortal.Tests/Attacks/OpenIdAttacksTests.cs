using System.Net;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.OpenId;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Attacks on the OpenID provider's endpoints (RFC 9700).</summary>
[OnBothDatabases]
public sealed class OpenIdAttacksTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;
    private readonly RelyingParty _shop = new(shared.Portal);

    [Fact]
    public async Task A_code_that_is_redeemed_twenty_times_at_once_gives_tokens_once_at_most_and_they_die()
    {
        var person = await PersonAsync();
        var code = await _shop.CodeAsync(person.Browser());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _shop.RedeemAsync(code)));

        var won = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToList();
        Assert.True(won.Count <= 1);
        var again = await _shop.RedeemAsync(code);
        Assert.True(again.Error == "invalid_grant", $"{string.Join(" | ", answers.Select(answer => $"{answer.Status} {answer.Text}"))} then {again.Status} {again.Text}");
        foreach (var answer in won)
        {
            Assert.Equal("invalid_grant", (await _shop.RefreshAsync(answer["refresh_token"])).Error);
            Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(answer["access_token"])).Status);
        }

        Assert.Contains("application-token-replayed Example Shop", await person.ActivityAsync());
    }

    [Fact]
    public async Task A_refresh_token_that_is_raced_gives_one_answer_at_most_and_one_that_comes_again_ends_all()
    {
        var person = await PersonAsync();
        var tokens = await _shop.SignInAsync(person.Browser());
        var next = await _shop.RefreshAsync(tokens["refresh_token"]);
        Assert.Equal(HttpStatusCode.OK, next.Status);
        Assert.NotEqual(tokens["refresh_token"], next["refresh_token"]);

        var raced = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _shop.RefreshAsync(next["refresh_token"])));
        Assert.True(raced.Count(answer => answer.Status == HttpStatusCode.OK) <= 1);

        var again = await _shop.RefreshAsync(tokens["refresh_token"]);
        Assert.True(again.Error == "invalid_grant", $"{string.Join(" | ", raced.Select(answer => $"{answer.Status} {answer.Text}"))} then {again.Status} {again.Text}");
        foreach (var answer in raced.Where(answer => answer.Status == HttpStatusCode.OK))
        {
            Assert.Equal("invalid_grant", (await _shop.RefreshAsync(answer["refresh_token"])).Error);
        }
    }

    [Fact]
    public async Task A_code_is_for_its_client_its_address_and_its_verifier()
    {
        var browser = (await PersonAsync()).Browser();
        var bank = new RelyingParty(_portal, "bank");

        Assert.Equal("invalid_grant", (await bank.RedeemAsync(await _shop.CodeAsync(browser), ("code_verifier", _shop.Verifier), ("redirect_uri", _shop.Redirect))).Error);
        Assert.Equal("invalid_grant", (await _shop.RedeemAsync(await _shop.CodeAsync(browser), ("redirect_uri", "https://shop.example/other"))).Error);
        Assert.Equal("invalid_grant", (await _shop.RedeemAsync(await _shop.CodeAsync(browser), ("code_verifier", bank.Verifier))).Error);
        Assert.NotEqual(HttpStatusCode.OK, (await _shop.RedeemAsync(await _shop.CodeAsync(browser), ("code_verifier", null))).Status);
        Assert.Equal("invalid_client", (await new RelyingParty(_portal, "shop", new string('x', 40)).RedeemAsync(await _shop.CodeAsync(browser))).Error);
        Assert.Equal("invalid_client", (await new RelyingParty(_portal, "shop", secret: null).RedeemAsync(await _shop.CodeAsync(browser))).Error);
    }

    [Theory]
    [InlineData("https://shop.example/back/")]
    [InlineData("https://shop.example/Back")]
    [InlineData("https://shop.example/back?x=1")]
    [InlineData("https://shop.example/back#x")]
    [InlineData("https://shop.example/back/../evil")]
    [InlineData("https://shop.example@evil.example/back")]
    [InlineData("https://shop.example.evil.example/back")]
    [InlineData("http://shop.example/back")]
    [InlineData("//evil.example/back")]
    public async Task Nobody_is_sent_to_an_address_that_is_off_by_anything(string address)
    {
        var browser = (await PersonAsync()).Browser();

        Assert.Null(await _shop.SendAsync(browser, ("redirect_uri", address)));

        Assert.Equal("localhost", browser.Response!.RequestMessage!.RequestUri!.Host);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Response.StatusCode);
        Assert.Contains("That didn't work", browser.Text);
    }

    [Fact]
    public async Task Without_pkce_or_with_plain_there_is_no_code()
    {
        var browser = (await PersonAsync()).Browser();

        (string, string?)[][] attempts =
        [
            [("code_challenge", null), ("code_challenge_method", null)],
            [("code_challenge", _shop.Verifier), ("code_challenge_method", "plain")],
            [("code_challenge", _shop.Verifier), ("code_challenge_method", null)],
        ];
        foreach (var attempt in attempts)
        {
            var answer = await _shop.SendAsync(browser, attempt);
            Assert.Equal("invalid_request", answer is null ? browser.Page!.QuerySelector("[data-testid=error]")!.TextContent : answer["error"]);
        }
    }

    [Theory]
    [InlineData("token")]
    [InlineData("id_token")]
    [InlineData("code id_token")]
    public async Task No_tokens_come_by_the_address(string responseType)
    {
        var answer = await _shop.SendAsync((await PersonAsync()).Browser(), ("response_type", responseType));

        Assert.True(answer is null || answer.ContainsKey("error"));
    }

    [Fact]
    public async Task A_request_uri_is_of_the_client_that_made_it()
    {
        var browser = (await PersonAsync()).Browser();
        await _shop.SendAsync(_portal.Browser());
        var bank = new RelyingParty(_portal, "bank");
        var pushed = await bank.PostAsync("/connect/par", [.. Microsoft.AspNetCore.WebUtilities.QueryHelpers
            .ParseQuery(bank.Url()[bank.Url().IndexOf('?')..]).Select(pair => (pair.Key, (string?)pair.Value.ToString()))]);

        await browser.GetAsync($"/connect/authorize?client_id=shop&request_uri={Uri.EscapeDataString(pushed["request_uri"])}");

        Assert.Equal(HttpStatusCode.BadRequest, browser.Response!.StatusCode);
    }

    [Fact]
    public async Task A_link_signs_nobody_out_without_asking_and_leads_nowhere_else()
    {
        var (person, other) = (await PersonAsync(), await PersonAsync());
        var hint = (await _shop.SignInAsync(other.Browser()))["id_token"];
        var browser = person.Browser();

        await browser.GetAsync("/connect/logout");
        Assert.StartsWith("/connect/sign-out", browser.Path);
        await browser.GetAsync($"/connect/logout?id_token_hint={hint}");
        Assert.StartsWith("/connect/sign-out", browser.Path);
        Assert.True(await person.IsAliveAsync(person.Session));

        await browser.GetAsync("/connect/logout?client_id=shop&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F");
        Assert.Equal("localhost", browser.Response!.RequestMessage!.RequestUri!.Host);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Response.StatusCode);
    }

    [Fact]
    public async Task The_application_that_somebody_is_signed_in_to_signs_them_out_and_has_them_back()
    {
        var person = await PersonAsync();
        var hint = (await _shop.SignInAsync(person.Browser()))["id_token"];
        var browser = person.Browser();

        await browser.GetAsync(
            $"/connect/logout?id_token_hint={hint}&state=there&post_logout_redirect_uri={Uri.EscapeDataString("https://shop.example/bye")}");

        Assert.Equal("https://shop.example/bye?state=there", RelyingParty.Arrived(browser).ToString().Split("&iss")[0]);
        Assert.False(await person.IsAliveAsync(person.Session));
        Assert.Contains("application-signed-out Example Shop", await person.ActivityAsync());
    }

    [Fact]
    public async Task Whoever_is_asked_first_is_signed_out_and_comes_back_to_the_application()
    {
        var person = await PersonAsync();
        var browser = person.Browser();

        await browser.GetAsync($"/connect/logout?client_id=shop&post_logout_redirect_uri={Uri.EscapeDataString("https://shop.example/bye")}");
        await browser.SubmitAsync();
        await browser.GetAsync(browser.Page!.QuerySelector("main a")!.GetAttribute("href")!);

        Assert.Equal("shop.example", browser.Response!.RequestMessage!.RequestUri!.Host);
        Assert.False(await person.IsAliveAsync(person.Session));
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();
}
