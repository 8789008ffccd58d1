using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>So many passwords at the same time that others would have to wait for long (ASVS 2.4.1).</summary>
public sealed class FillingTheHashQueueTests : IAsyncDisposable
{
    private readonly HeldHasher _hasher = new();
    private readonly ComesFrom _from = new("192.0.2.1");
    private readonly Portal _portal;

    public FillingTheHashQueueTests() => _portal = new(("Passwords:QueueLimit", "2"))
    {
        WithServices = services => services
            .Replace(ServiceDescriptor.Singleton<IPasswordHasher<PortalUser>>(_hasher))
            .AddSingleton<IStartupFilter>(_from),
    };

    public async ValueTask DisposeAsync()
    {
        _hasher.Release();
        await _portal.DisposeAsync();
        _hasher.Dispose();
    }

    [Fact]
    public async Task Whom_there_is_no_room_for_is_told_so_in_their_language_and_loses_no_try()
    {
        var busy = await FillAsync();
        _from.Address = "192.0.2.9";
        var late = await _portal.Browser().Speaking("de").GetAsync("/sign-in?returnUrl=%2Fsettings%2Faccount");
        await late.SubmitAsync(("login", "alice@example.com"), ("password", "Wrong-horse-77"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.Response!.StatusCode);
        Assert.Equal("5", Assert.Single(late.Response.Headers.GetValues("Retry-After")));
        Assert.Contains("Versuchen Sie es in ein paar Sekunden noch einmal.", late.Text);
        Assert.Equal("/sign-in?returnUrl=%2Fsettings%2Faccount", late.Page!.QuerySelector("a.mud-button-root")!.GetAttribute("href"));
        Assert.Equal(0, await Rows.NumberAsync(
            _portal, """SELECT count(*) AS "Value" FROM "AttemptCounters" WHERE "Key" LIKE 'address:192.0.2.9/%'"""));

        _hasher.Release();
        await Task.WhenAll(busy);
        await late.GetAsync("/sign-in");
        await late.SubmitAsync(("login", "alice@example.com"), ("password", "Wrong-horse-77"));
        Assert.Equal(HttpStatusCode.OK, late.Response!.StatusCode);
    }

    [Fact]
    public async Task Pages_without_a_password_go_on()
    {
        var busy = await FillAsync();

        Assert.Equal(HttpStatusCode.OK, (await _portal.Browser().GetAsync("/sign-in")).Response!.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _portal.Browser().GetAsync("/health/live")).Response!.StatusCode);

        _hasher.Release();
        await Task.WhenAll(busy);
    }

    [Fact]
    public async Task One_network_gets_no_more_than_half_of_the_room()
    {
        _hasher.Hold();
        var first = await SignInAsync("192.0.2.1");
        await _hasher.BegunAsync();
        var second = await SignInAsync("192.0.2.1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await second).StatusCode);
        var other = await SignInAsync("192.0.2.2");
        await _hasher.BegunAsync();

        _hasher.Release();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other).StatusCode);
    }

    [Theory]
    [InlineData("/sign-in/verify")]
    [InlineData("/sign-in/confirm")]
    [InlineData("/settings/account/password")]
    [InlineData("/settings/account/delete")]
    public async Task Every_form_with_a_secret_waits_in_the_same_line(string page)
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var browser = person.Browser();
        await using var db = await _portal.OpenDatabaseAsync();
        var user = await db.Users.SingleAsync(row => row.Id == person.Id, TestContext.Current.CancellationToken);
        var (flow, _) = await _portal.Get<AuthenticationFlowStore>().BeginAsync(user, AuthenticationFlowPurpose.SignIn, null, "/", TestContext.Current.CancellationToken);
        browser.SetCookie("__Host-portal-sign-in", flow);
        await browser.GetAsync(page);
        var busy = await FillAsync();
        _from.Address = "192.0.2.9";

        await browser.SubmitAsync(("password", "x"), ("new-password", "x"), ("code", "abcd-efgh-jkmn-pqrs"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Response!.StatusCode);
        _hasher.Release();
        await Task.WhenAll(busy);
    }

    // Fills both places of the queue, each from a different network.
    private async Task<Task<HttpResponseMessage>[]> FillAsync()
    {
        _hasher.Hold();
        List<Task<HttpResponseMessage>> busy = [];
        foreach (var address in new[] { "192.0.2.1", "192.0.2.2" })
        {
            busy.Add(await SignInAsync(address));
            await _hasher.BegunAsync();
        }

        return [.. busy];
    }

    private async Task<Task<HttpResponseMessage>> SignInAsync(string address)
    {
        _from.Address = address;
        var browser = await _portal.Browser().GetAsync("/sign-in");
        return Task.Run(() => browser.SendAsync(browser.Form(("login", "alice@example.com"), ("password", "Wrong-horse-77"))));
    }
}
