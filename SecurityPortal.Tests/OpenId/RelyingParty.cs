using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>An application that signs people in at the portal, written by hand so that attacks can leave things out.</summary>
internal sealed class RelyingParty(Portal portal, string id = "shop", string? secret = OpenIdPortal.Secret)
{
    public const string AllScopes = "openid profile email phone roles offline_access";

    private readonly HttpClient _client = portal.CreateDefaultClient(new Uri("https://localhost"));

    public string Id => id;

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string Redirect { get; init; } = $"https://{id}.example/back";

    /// <summary>Returns an authorization request; given parameters replace those of the same name, and null leaves one out.</summary>
    public string Url(params (string Name, string? Value)[] parameters)
    {
        Dictionary<string, string?> query = new()
        {
            ["client_id"] = id,
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["scope"] = AllScopes,
            ["state"] = "a state",
            ["nonce"] = "a nonce",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in parameters)
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString("/connect/authorize", query.Where(pair => pair.Value is not null));
    }

    /// <summary>Sends the browser to the portal; returns what it brings back, or null when it is still there.</summary>
    public async Task<Dictionary<string, string>?> SendAsync(TestBrowser browser, params (string Name, string? Value)[] parameters)
    {
        await browser.GetAsync(Url(parameters));
        return await ArriveAsync(browser);
    }

    /// <summary>Returns what the browser brought back to the application, after following the page in between.</summary>
    public async Task<Dictionary<string, string>?> ArriveAsync(TestBrowser browser)
    {
        if (browser.Path.StartsWith("/connect/continue", StringComparison.Ordinal))
        {
            await browser.GetAsync(browser.Page!.QuerySelector("main a")!.GetAttribute("href")!);
        }

        var arrived = Arrived(browser);
        return arrived.Host == new Uri(Redirect).Host
            ? QueryHelpers.ParseQuery(arrived.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
            : null;
    }

    /// <summary>
    /// Returns where the browser was sent. The test's portal answers for every host, and redirects requests for its own pages on
    /// another host to sign-in.
    /// </summary>
    public static Uri Arrived(TestBrowser browser)
    {
        var arrived = browser.Response!.RequestMessage!.RequestUri!;
        return arrived.Host != "localhost" && arrived.AbsolutePath == "/sign-in"
            ? new(arrived, QueryHelpers.ParseQuery(arrived.Query)["returnUrl"].ToString())
            : arrived;
    }

    public async Task<string> CodeAsync(TestBrowser browser, params (string Name, string? Value)[] parameters)
    {
        var answer = await SendAsync(browser, parameters);
        Assert.True(answer is not null, $"{browser.Path}: {browser.Text}");
        Assert.True(answer.ContainsKey("code"), string.Join(' ', answer));
        return answer["code"];
    }

    /// <summary>Runs the whole flow: authorization, then tokens.</summary>
    public async Task<TokenAnswer> SignInAsync(TestBrowser browser, params (string Name, string? Value)[] parameters)
    {
        var answer = await RedeemAsync(await CodeAsync(browser, parameters));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer;
    }

    public Task<TokenAnswer> RedeemAsync(string code, params (string Name, string? Value)[] parameters) => PostAsync(
        "/connect/token",
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier), .. parameters]);

    public Task<TokenAnswer> RefreshAsync(string token) =>
        PostAsync("/connect/token", [("grant_type", "refresh_token"), ("refresh_token", token)]);

    public Task<TokenAnswer> PostAsync(string path, params (string Name, string? Value)[] parameters) =>
        PostAsync(_client, path, parameters);

    /// <summary>The same at another node.</summary>
    public Task<TokenAnswer> PostAtAsync(Portal node, string path, params (string Name, string? Value)[] parameters) =>
        PostAsync(node.CreateDefaultClient(new Uri("https://localhost")), path, parameters);

    public async Task<TokenAnswer> UserInfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new("Bearer", token);
        return await TokenAnswer.ReadAsync(await _client.SendAsync(request));
    }

    public async Task<JsonElement> DocumentAsync(string path) =>
        JsonDocument.Parse(await _client.GetStringAsync(path)).RootElement;

    /// <summary>Returns the ID token, validated as a client does: with the published keys, for this client, at this time.</summary>
    public async Task<JsonWebToken> CheckAsync(string token, string type = "JWT")
    {
        var keys = new JsonWebKeySet(await _client.GetStringAsync("/.well-known/jwks"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "https://localhost/",
            ValidAudience = id,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            ValidTypes = [type],
            LifetimeValidator = (_, expires, _, _) => expires > portal.Clock.GetUtcNow().UtcDateTime,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }

    private async Task<TokenAnswer> PostAsync(HttpClient client, string path, (string Name, string? Value)[] parameters)
    {
        Dictionary<string, string> form = new() { ["client_id"] = id };
        if (secret is not null)
        {
            form["client_secret"] = secret;
        }

        foreach (var (name, value) in parameters)
        {
            form.Remove(name);
            if (value is not null)
            {
                form[name] = value;
            }
        }

        using var content = new FormUrlEncodedContent(form);
        return await TokenAnswer.ReadAsync(await client.PostAsync(path, content));
    }
}
