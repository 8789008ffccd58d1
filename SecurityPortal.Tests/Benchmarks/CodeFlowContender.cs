using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>A running OpenID Connect provider, with the client <c>bench</c> and a person who can sign in.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Address">Its base address.</param>
/// <param name="Authorize">The path of its authorization endpoint.</param>
/// <param name="Token">The path of its token endpoint.</param>
/// <param name="Cpu">Returns the processor time it has used so far, over all cores.</param>
/// <param name="SignInAsync">Signs the person in, in a browser at the sign-in page.</param>
internal sealed record CodeFlowContender(
    string Name, Uri Address, string Authorize, string Token, Func<TimeSpan> Cpu, Func<FormClient, Task> SignInAsync)
{
    public const string Client = "bench";
    public const string Secret = "a-secret-of-the-benchmark-that-is-long-enough";
    public const string Redirect = "https://bench.example/back";
    private const string Verifier = "a-verifier-of-the-benchmark-that-is-long-enough";

    private string Request { get; } = QueryHelpers.AddQueryString(Authorize, new Dictionary<string, string?>
    {
        ["client_id"] = Client,
        ["redirect_uri"] = Redirect,
        ["response_type"] = "code",
        ["scope"] = "openid",
        ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
    });

    /// <summary>Settings that register the client with a portal and lift its rate limits.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } =
    [
        ("OpenId__AuthorizationsPerMinute", "1000000"), ("OpenId__TokenRequestsPerMinute", "1000000"),
        ($"OpenId__Clients__{Client}__Name", "Bench"), ($"OpenId__Clients__{Client}__FirstParty", "true"),
        ($"OpenId__Clients__{Client}__Secret", Secret), ($"OpenId__Clients__{Client}__RedirectUris__0", Redirect),
    ];

    public static CodeFlowContender Of(ThisPortal portal, string login) => new(
        portal.Name, portal.Address, "/connect/authorize", "/connect/token", () => portal.Running.Cpu,
        browser => browser.SubmitAsync(("login", login), ("password", Portal.Password)));

    /// <summary>Returns a browser in which the person is signed in and has been at the client once.</summary>
    public async Task<FormClient> EnterAsync(HttpMessageInvoker connection)
    {
        var browser = new FormClient(connection, Address) { StopsElsewhere = true };
        await browser.GetAsync(Request);
        await SignInAsync(browser);
        await FlowAsync(browser, connection);
        return browser;
    }

    /// <summary>Runs one authorization in a live session and redeems its code; returns the ID token.</summary>
    public async Task<string> FlowAsync(FormClient browser, HttpMessageInvoker connection) =>
        await RedeemAsync(connection, await AuthorizeAsync(browser));

    /// <summary>Runs one authorization in a live session; returns the code.</summary>
    public async Task<string> AuthorizeAsync(FormClient browser)
    {
        await browser.GetAsync(Request);
        var code = QueryHelpers.ParseQuery(browser.LeftFor?.Query).GetValueOrDefault("code").ToString();
        Assert.True(code.Length > 0, $"{Name} gave no code: {browser.Path} {browser.LeftFor?.Query} {browser.Page}");
        return code;
    }

    /// <summary>Makes one token request; returns the ID token.</summary>
    public async Task<string> RedeemAsync(HttpMessageInvoker connection, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, Token))
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "authorization_code"), new("client_id", Client), new("client_secret", Secret), new("code", code),
                new("redirect_uri", Redirect), new("code_verifier", Verifier),
            ]),
        };
        using var answer = await connection.SendAsync(request, CancellationToken.None);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{Name}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id_token").GetString()!;
    }
}
