using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.OpenId;

namespace SecurityPortal.Tests.Nodes;

/// <summary>An application that people sign in to, and are signed out of, while nodes and database come and go.</summary>
internal sealed class ChaosApplication : IAsyncDisposable
{
    private const string Id = "chaos";
    private const string Redirect = "https://chaos.example/back";
    private const string Verifier = "a-verifier-of-chaos-that-has-more-than-forty-three-letters";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // The proxy's certificate is created for this run.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    });

    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly ConcurrentBag<string> _dead = [];
    private readonly WebApplication _receiver;

    private ChaosApplication(WebApplication receiver, string url)
    {
        _receiver = receiver;
        receiver.MapPost("/logout", async (HttpContext context) =>
            _told.Writer.TryWrite(new JsonWebToken((await context.Request.ReadFormAsync())["logout_token"]).GetClaim("sid").Value));
        Settings =
        [
            ($"OpenId:Clients:{Id}:Name", "Chaos"), ($"OpenId:Clients:{Id}:FirstParty", "true"), ($"OpenId:Clients:{Id}:Secret", OpenIdPortal.Secret),
            ($"OpenId:Clients:{Id}:RedirectUris:0", Redirect), ($"OpenId:Clients:{Id}:BackchannelLogoutUri", $"{url}/logout"),
            ($"OpenId:Clients:{Id}:Scopes:0", "openid"), ($"OpenId:Clients:{Id}:Scopes:1", "offline_access"),
        ];
    }

    /// <summary>The settings that register it with a portal.</summary>
    public (string Key, string Value)[] Settings { get; }

    public static async Task<ChaosApplication> StartAsync()
    {
        var url = $"http://127.0.0.1:{FreePorts.Find(1)[0]}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        var application = new ChaosApplication(builder.Build(), url);
        await application._receiver.StartAsync();
        return application;
    }

    /// <summary>Gets a code for the person who is signed in in this browser.</summary>
    public static async Task<string> CodeAsync(FormClient browser)
    {
        await browser.GetAsync(QueryHelpers.AddQueryString("/connect/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = Id,
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["scope"] = "openid offline_access",
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        }));
        return QueryHelpers.ParseQuery(browser.LeftFor?.Query).TryGetValue("code", out var code)
            ? code.ToString()
            : throw new InvalidOperationException($"At {browser.Path}, {browser.Status}, {browser.LeftFor?.Query}.");
    }

    public Task<string?> RedeemAsync(Uri node, string code) =>
        AskAsync(node, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier));

    public Task<string?> RefreshAsync(Uri node, string token) => AskAsync(node, ("grant_type", "refresh_token"), ("refresh_token", token));

    /// <summary>Sends the same request to both nodes concurrently; returns how often it succeeded.</summary>
    public static async Task<int> TwiceAsync(IReadOnlyList<Uri> nodes, Func<Uri, Task<string?>> ask)
    {
        var answers = await Task.WhenAll(nodes.Select(node => Task.Run(async () =>
        {
            try
            {
                return await ask(node) is null ? 0 : 1;
            }
            catch (HttpRequestException)
            {
                return 0;
            }
        })));
        return answers.Sum();
    }

    /// <summary>Records a refresh token of an ended session, which must never work again.</summary>
    public void Ended(string token) => _dead.Add(token);

    /// <summary>Counts dead tokens that still worked, and ended sessions that the application was not notified of.</summary>
    public async Task<(int Alive, int Tokens, int Untold, int Sessions)> CheckAsync(Portal portal, Uri node)
    {
        var alive = 0;
        foreach (var token in _dead)
        {
            alive += await RefreshAsync(node, token) is null ? 0 : 1;
        }

        await using var db = await portal.OpenDatabaseAsync();
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await db.Set<ApplicationSession>().AnyAsync(row => row.NextAttemptAt != null
            || (row.EndedAt == null && !db.Set<PortalSession>().Any(session => session.Id == row.SessionId && session.EndedAt == null)), patience.Token))
        {
            await portal.Get<BackchannelLogout>().RunAsync(patience.Token);
            await timer.WaitForNextTickAsync(patience.Token);
        }

        HashSet<string> told = [];
        while (_told.Reader.TryRead(out var sid))
        {
            told.Add(sid);
        }

        var ended = await db.Set<ApplicationSession>().Where(row => row.EndedAt != null).Select(row => row.SessionId).ToListAsync(patience.Token);
        return (alive, _dead.Count, ended.Count(session => !told.Contains(session.ToString())), ended.Count);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _receiver.DisposeAsync();
    }

    // Returns the refresh token of the response, or null when the portal refused; throws on any other response.
    private async Task<string?> AskAsync(Uri node, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(
            fields.Append(("client_id", Id)).Append(("client_secret", OpenIdPortal.Secret)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await _client.PostAsync(new Uri(node, "/connect/token"), content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => JsonDocument.Parse(text).RootElement.GetProperty("refresh_token").GetString(),
            HttpStatusCode.BadRequest when text.Contains("invalid_grant", StringComparison.Ordinal) => null,
            _ => throw new HttpRequestException($"{answer.StatusCode}"),
        };
    }
}
