using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.OpenId;

namespace SecurityPortal.Tests.Nodes;

/// <summary>Applications and two nodes: each node accepts what the other issued, and reports the sessions that the other ended.</summary>
public sealed class ApplicationsTests : IAsyncDisposable
{
    private readonly LogoutReceiver _receiver = new();
    private readonly Portal _one;
    private readonly Portal _other;
    private readonly RelyingParty _shop;

    public ApplicationsTests()
    {
        _one = new(OpenIdPortal.Settings) { HasPostgreSql = true, WithServices = _receiver.Use };
        _other = new(OpenIdPortal.Settings) { HasPostgreSql = true, Beside = _one, WithServices = _receiver.Use };
        _shop = new(_one);
    }

    [Fact]
    public async Task A_code_from_one_node_is_redeemed_at_the_other_and_its_tokens_count_at_both()
    {
        var person = await (await TestPerson.CreateAsync(_one)).SignInAsync();
        var code = await _shop.CodeAsync(person.Browser());

        var tokens = await RedeemAtAsync(_other, code);
        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        await _shop.CheckAsync(tokens["id_token"]);
        Assert.Equal(HttpStatusCode.OK, (await _shop.UserInfoAsync(tokens["access_token"])).Status);
        var next = await _shop.RefreshAsync(tokens["refresh_token"]);
        Assert.Equal(HttpStatusCode.OK, next.Status);

        await _other.Get<SessionStore>().EndAsync(person.Id, person.Session);
        Assert.Equal("invalid_grant", (await _shop.RefreshAsync(next["refresh_token"])).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(next["access_token"])).Status);
    }

    [Fact]
    public async Task A_request_begun_at_one_node_goes_on_at_the_other()
    {
        var person = await TestPerson.CreateAsync(_one);
        var browser = _one.Browser();
        Assert.Null(await _shop.SendAsync(browser));

        var there = browser.At(_other);
        await there.SubmitAsync(("login", person.Email), ("password", Portal.Password));

        Assert.Equal(HttpStatusCode.OK, (await _shop.RedeemAsync((await _shop.ArriveAsync(there))!["code"])).Status);
    }

    [Fact]
    public async Task A_code_handed_to_both_nodes_at_once_ten_times_each_gives_tokens_once_at_most()
    {
        var person = await (await TestPerson.CreateAsync(_one)).SignInAsync();
        var code = await _shop.CodeAsync(person.Browser());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => RedeemAtAsync(number % 2 == 0 ? _one : _other, code)));

        Assert.True(answers.Count(answer => answer.Status == HttpStatusCode.OK) <= 1);
        Assert.Equal("invalid_grant", (await RedeemAtAsync(_other, code)).Error);
    }

    [Fact]
    public async Task Both_nodes_publish_the_same_keys()
    {
        var there = await new RelyingParty(_other).DocumentAsync("/.well-known/jwks");

        Assert.Equal((await _shop.DocumentAsync("/.well-known/jwks")).ToString(), there.ToString());
    }

    [Fact]
    public async Task A_session_that_ended_at_a_node_that_is_gone_since_is_told_by_the_other()
    {
        var person = await (await TestPerson.CreateAsync(_one)).SignInAsync();
        await _shop.SignInAsync(person.Browser());

        // The first node's worker never runs here, as if the node had stopped before it could send the logout token.
        await person.Browser().SignOutAsync();
        await _other.Get<BackchannelLogout>().RunAsync();

        Assert.Equal(person.Session.ToString(), new JsonWebToken(Assert.Single(_receiver.Received).Token).GetClaim("sid").Value);
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
        _receiver.Dispose();
    }

    private Task<TokenAnswer> RedeemAtAsync(Portal node, string code) => _shop.PostAtAsync(
        node, "/connect/token",
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", _shop.Redirect), ("code_verifier", _shop.Verifier));
}
