using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>An access token names its audience, and is accepted nowhere else (RFC 9068, RFC 8707).</summary>
[OnBothDatabases]
public sealed class AccessTokenAudienceTests : IAsyncDisposable
{
    private const string Orders = "https://orders.example/api";
    private const string Stock = "https://stock.example/api";
    private readonly Portal _portal = new(
    [
        .. OpenIdPortal.Settings, ("OpenId:Clients:shop:Resources:0", Orders), ("OpenId:Clients:shop:Resources:1", Stock),
    ]);

    private readonly RelyingParty _shop;

    public AccessTokenAudienceTests() => _shop = new(_portal);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task By_itself_it_is_for_the_clients_own_api_and_for_the_portal_also_after_a_refresh()
    {
        var tokens = await _shop.SignInAsync(await BrowserAsync());
        var next = await _shop.RefreshAsync(tokens["refresh_token"]);

        Assert.Equal(["shop", "https://localhost/"], Audiences(tokens));
        Assert.Equal(["shop", "https://localhost/"], Audiences(next));
        Assert.Equal("shop", new JsonWebToken(tokens["id_token"]).Audiences.Single());
        Assert.Equal(HttpStatusCode.OK, (await _shop.UserInfoAsync(next["access_token"])).Status);
    }

    [Fact]
    public async Task One_for_an_api_is_for_that_alone_and_the_userinfo_endpoint_refuses_it()
    {
        var tokens = await _shop.SignInAsync(await BrowserAsync(), ("resource", Orders));
        var next = await _shop.RefreshAsync(tokens["refresh_token"]);

        Assert.Equal([Orders], Audiences(tokens));
        Assert.Equal([Orders], Audiences(next));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(tokens["access_token"])).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(next["access_token"])).Status);
    }

    [Fact]
    public async Task A_token_request_gets_what_was_granted_or_less_and_never_more()
    {
        var browser = await BrowserAsync();
        var code = await _shop.CodeAsync(browser, ("resource", Orders));
        Assert.Equal("invalid_target", (await _shop.RedeemAsync(code, ("resource", Stock))).Error);

        var tokens = await _shop.SignInAsync(browser);
        Assert.NotEqual(HttpStatusCode.OK, (await RefreshAsync(tokens, Orders)).Status);
        var own = await RefreshAsync(await _shop.SignInAsync(browser, ("resource", Orders)), Orders);
        Assert.Equal([Orders], Audiences(own));
    }

    [Theory]
    [InlineData("https://another.example/api")]
    [InlineData("https://orders.example/api/")]
    [InlineData("not an address")]
    public async Task An_api_that_is_not_the_clients_is_refused_by_its_name(string resource)
    {
        var answer = await _shop.SendAsync(await BrowserAsync(), ("resource", resource));

        Assert.True(answer?.ContainsKey("error"));
        Assert.Contains(answer!["error"], new[] { "invalid_target", "invalid_request" });
    }

    [Fact]
    public async Task Another_client_learns_nothing_of_it_by_introspection()
    {
        var tokens = await _shop.SignInAsync(await BrowserAsync());

        var own = await _shop.PostAsync("/connect/introspect", ("token", tokens["access_token"]));
        Assert.True(own.Json.GetProperty("active").GetBoolean());
        var others = await new RelyingParty(_portal, "forum").PostAsync("/connect/introspect", ("token", tokens["access_token"]));

        Assert.False(others.Json.GetProperty("active").GetBoolean());
        Assert.False(others.Json.TryGetProperty("sub", out _));
    }

    [Fact]
    public void The_address_of_an_api_is_a_whole_one()
    {
        ClientDefinition With(string resource) => new("shop", "Shop") { RedirectUris = ["https://shop.example/"], Resources = [resource] };

        Assert.Empty(With(Orders).Faults(isTryingOut: false));
        Assert.All(
            new[] { "orders", "https://orders.example/#x", "https://*.example/", "http://orders.example/" },
            resource => Assert.Single(With(resource).Faults(isTryingOut: false)));
    }

    private static string[] Audiences(TokenAnswer answer) => [.. new JsonWebToken(answer["access_token"]).Audiences];

    private Task<TokenAnswer> RefreshAsync(TokenAnswer tokens, string resource) => _shop.PostAsync(
        "/connect/token", ("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"]), ("resource", resource));

    private async Task<TestBrowser> BrowserAsync() => (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();
}
