using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.OpenId;

namespace SecurityPortal.Tests.Faults;

/// <summary>A node in its own process, killed with <c>kill -9</c> between the end of a session and its logout token.</summary>
public sealed class KillingTheLogoutTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ShiftedClock _clock = new();
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _application;
    private readonly (string, string)[] _settings;
    private readonly Portal _other;

    public KillingTheLogoutTests()
    {
        var url = $"http://127.0.0.1:{FreePorts.Find(1)[0]}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.MapPost("/logout", async (HttpContext context) =>
        {
            _received.Writer.TryWrite((await context.Request.ReadFormAsync())["logout_token"].ToString());
            await _held.Task;
        });
        _settings = [.. OpenIdPortal.Settings.Where(setting => setting.Key != "OpenId:Clients:shop:BackchannelLogoutUri"), ("OpenId:Clients:shop:BackchannelLogoutUri", $"{url}/logout")];
        _other = new(_settings)
        {
            HasPostgreSql = true,

            // The process uses the real clock.
            WithServices = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)),
        };
    }

    [Fact]
    public async Task Killed_while_the_application_has_not_answered_yet_the_other_node_tells_it_again()
    {
        await _application.StartAsync();
        _ = _other.Services;
        string first;
        await using (var node = await RunningPortal.StartAsync(
            _other.DatabaseSettings.Concat(_settings).Select(setting => (setting.Item1.Replace(":", "__", StringComparison.Ordinal), setting.Item2))))
        {
            await SignInAndOutAsync(node);
            first = await NextAsync();
        }

        _held.SetResult();
        await RunAsync();
        Assert.False(_received.Reader.TryPeek(out _), "It was told again while the first node might still have been at it.");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync();
        await RunAsync();

        var (before, after) = (new JsonWebToken(first), new JsonWebToken(await NextAsync()));
        Assert.Equal(before.GetClaim("sid").Value, after.GetClaim("sid").Value);
        Assert.NotEqual(before.Id, after.Id);
        Assert.False(_received.Reader.TryPeek(out _));
    }

    public async ValueTask DisposeAsync()
    {
        _held.TrySetResult();
        await _application.DisposeAsync();
        await _other.DisposeAsync();
    }

    private Task<int> RunAsync() => _other.Get<BackchannelLogout>().RunAsync();

    private async Task<string> NextAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    // Alice signs in to the application through one node, and signs out again there.
    private async Task SignInAndOutAsync(RunningPortal node)
    {
        using var connection = FormClient.NewConnection();
        var browser = new FormClient(connection, node.Address) { StopsElsewhere = true };
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync(("login", "alice@example.com"), ("password", Portal.Password));
        await browser.GetAsync(new RelyingParty(_other).Url());
        Assert.Equal("shop.example", browser.LeftFor?.Host);
        await browser.GetAsync("/settings/security");
        await browser.SubmitToAsync("/sign-out");
    }
}
