using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>An application built with <c>openid-client</c>, whose tokens <c>jose</c> verifies too, against a running portal.</summary>
public sealed class NodeClientTests : IAsyncDisposable
{
    private const string Mfa = "https://refeds.org/profile/mfa";
    private const string Redirect = "https://node.example/callback";
    private readonly LogoutReceiver _receiver = new();
    private readonly ListeningPortal _portal;
    private readonly NodeClient _client = new();
    private readonly Visitor _carol;

    public NodeClientTests()
    {
        _portal = new(
            [
                ("OpenId:Clients:node:Name", "Node"), ("OpenId:Clients:node:Secret", OpenIdPortal.Secret),
                ("OpenId:Clients:node:FirstParty", "true"), ("OpenId:Clients:node:RedirectUris:0", Redirect),
                ("OpenId:Clients:node:PostLogoutRedirectUris:0", "https://node.example/bye"),
                ("OpenId:Clients:node:Resources:0", "https://orders.example/api"),
                ("OpenId:Clients:node:BackchannelLogoutUri", "https://node.example/logout"),
                .. new[] { "openid", "profile", "email", "offline_access" }.Select((scope, index) => ($"OpenId:Clients:node:Scopes:{index}", scope)),
            ],
            _receiver.Use);
        _carol = new(_portal);
    }

    [Fact]
    public async Task Somebody_signs_in_steps_up_and_signs_out_and_each_token_is_right()
    {
        var discovered = await _client.DoAsync("discover", new { issuer = _portal.Url, id = "node", secret = OpenIdPortal.Secret });
        Assert.Contains("ui_locales", discovered.ToString());
        await _carol.TrustThisBrowserAsync();

        var back = await _carol.SignInAsync(await StartAsync());
        var first = await _client.DoAsync("finish", new { url = back });
        Assert.Equal("https://refeds.org/profile/sfa", Claim(first, "acr"));
        Assert.Equal("carol@example.com", Claim(first, "email"));
        Assert.Equal(Claim(first, "sub"), first.GetProperty("access").GetProperty("sub").GetString());
        Assert.Equal(["node", _portal.Url + "/"], first.GetProperty("access").GetProperty("aud").EnumerateArray().Select(one => one.GetString()));

        back = await _carol.ConfirmAsync(await StartAsync(Mfa));
        var second = await _client.DoAsync("finish", new { url = back });
        Assert.Equal(Mfa, Claim(second, "acr"));
        Assert.Equal(["pwd", "otp", "mfa"], second.GetProperty("id").GetProperty("amr").EnumerateArray().Select(method => method.GetString()));

        var refreshed = await _client.DoAsync("refresh", new { token = Token(second, "refresh_token") });
        Assert.NotEqual(Token(second, "refresh_token"), Token(refreshed, "refresh_token"));
        Assert.Equal(Mfa, Claim(refreshed, "acr"));
        var person = await _client.DoAsync("userInfo", new { token = Token(refreshed, "access_token"), subject = Claim(first, "sub") });
        Assert.Equal("carol@example.com", person.GetProperty("email").GetString());
        Assert.True((await _client.DoAsync("introspect", new { token = Token(refreshed, "access_token") })).GetProperty("active").GetBoolean());

        var logout = await _client.DoAsync("logout", new
        {
            parameters = new { id_token_hint = Token(refreshed, "id_token"), post_logout_redirect_uri = "https://node.example/bye", state = "there" },
        });
        Assert.StartsWith("https://node.example/bye?state=there", (await _carol.PassAsync(logout.GetProperty("url").GetString()!)).ToString());
        var (url, token) = await _receiver.NextAsync();
        Assert.Equal("https://node.example/logout", url);
        var told = await _client.DoAsync("readLogoutToken", new { token });
        Assert.Equal(Claim(first, "sub"), told.GetProperty("sub").GetString());
        Assert.Equal(Claim(first, "sid"), told.GetProperty("sid").GetString());
        Assert.False((await _client.DoAsync("introspect", new { token = Token(refreshed, "access_token") })).GetProperty("active").GetBoolean());
        Assert.Equal("invalid_grant", Failure(await _client.TryAsync("refresh", new { token = Token(refreshed, "refresh_token") })));
    }

    [Fact]
    public async Task A_client_that_signs_pushes_its_request_and_revokes_its_tokens()
    {
        var keys = await _client.DoAsync("makeKey");
        Assert.Empty(await _portal.Services.GetRequiredService<ClientStore>().AddAsync(new("signer", "Signer")
        {
            Keys = new JsonWebKeySet(keys.ToString()),
            RedirectUris = [Redirect],
            IsFirstParty = true,
            RequiresPushedRequests = true,
            Scopes = ["openid", "offline_access"],
        }));
        await _client.DoAsync("discover", new { issuer = _portal.Url, id = "signer" });
        await _carol.TrustThisBrowserAsync();

        var url = await _client.StartAsync(new { redirect_uri = Redirect, scope = "openid offline_access" }, pushed: true);
        Assert.DoesNotContain("redirect_uri", url);
        var answer = await _client.DoAsync("finish", new { url = await _carol.SignInAsync(url) });

        await _client.DoAsync("revoke", new { token = Token(answer, "refresh_token") });
        Assert.Equal("invalid_grant", Failure(await _client.TryAsync("refresh", new { token = Token(answer, "refresh_token") })));
    }

    [Fact]
    public async Task A_token_for_an_api_is_taken_there_and_nowhere_else()
    {
        const string Api = "https://orders.example/api";
        await _client.DoAsync("discover", new { issuer = _portal.Url, id = "node", secret = OpenIdPortal.Secret });
        await _carol.TrustThisBrowserAsync();
        Task<string> AskAsync() => _client.StartAsync(new { redirect_uri = Redirect, scope = "openid", resource = Api });

        var back = await _carol.SignInAsync(await AskAsync());
        var answer = await _client.DoAsync("finish", new { url = back, api = Api });
        Assert.Equal(Api, answer.GetProperty("access").GetProperty("aud").GetString());
        Assert.NotNull(Failure(await _client.TryAsync("userInfo", new { token = Token(answer, "access_token"), subject = Claim(answer, "sub") })));
        Assert.Equal(
            "ERR_JWT_CLAIM_VALIDATION_FAILED",
            Failure(await _client.TryAsync("finish", new { url = await _carol.PassAsync(await AskAsync()), api = "https://stock.example/api" })));
    }

    [Fact]
    public async Task An_answer_that_says_it_is_of_another_issuer_is_not_redeemed()
    {
        await _client.DoAsync("discover", new { issuer = _portal.Url, id = "node", secret = OpenIdPortal.Secret });
        await _carol.TrustThisBrowserAsync();
        var back = (await _carol.SignInAsync(await StartAsync())).AbsoluteUri;
        var issuer = Uri.EscapeDataString(_portal.Url + "/");
        Assert.Contains($"iss={issuer}", back);

        Assert.NotNull(Failure(await _client.TryAsync("finish", new { url = back.Replace(issuer, Uri.EscapeDataString("https://evil.example/")) })));
        Assert.NotNull(Failure(await _client.TryAsync("finish", new { url = back.Replace($"&iss={issuer}", "") })));
        await _client.DoAsync("finish", new { url = back });
    }

    public async ValueTask DisposeAsync()
    {
        _carol.Dispose();
        await _client.DisposeAsync();
        await _portal.DisposeAsync();
        _receiver.Dispose();
    }

    private Task<string> StartAsync(string acr = "https://refeds.org/profile/sfa") => _client.StartAsync(
        new { redirect_uri = Redirect, scope = "openid profile email offline_access", acr_values = acr });

    private static string Claim(JsonElement answer, string name) => answer.GetProperty("id").GetProperty(name).GetString()!;

    private static string Token(JsonElement answer, string name) => answer.GetProperty("tokens").GetProperty(name).GetString()!;

    private static string? Failure(JsonElement answer) => answer.TryGetProperty("failed", out var failed) ? failed.GetString() : null;
}
