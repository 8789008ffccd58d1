using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Audit;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Each endpoint has its own limit, per client or session, and its responses are counted.</summary>
public sealed class RequestRatesTests : IAsyncDisposable
{
    private readonly ComesFrom _from = new("192.0.2.1");
    private readonly Portal _portal;
    private readonly RelyingParty _shop;

    public RequestRatesTests()
    {
        _portal = new([.. OpenIdPortal.Settings, ("OpenId:TokenRequestsPerMinute", "3"), ("OpenId:AuthorizationsPerMinute", "3")])
        {
            WithServices = services => services.AddSingleton<IStartupFilter>(_from),
        };
        _shop = new(_portal);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/par")]
    [InlineData("/connect/introspect")]
    [InlineData("/connect/revoke")]
    public async Task An_endpoint_for_programs_is_closed_to_a_client_that_asks_too_often_and_to_no_other(string path)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _shop.PostAsync(path, ("token", "nothing"))));

        Assert.Equal(17, answers.Count(answer => answer.Error == "temporarily_unavailable"));
        Assert.NotEqual("temporarily_unavailable", (await new RelyingParty(_portal, "forum").PostAsync(path, ("token", "nothing"))).Error);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual("temporarily_unavailable", (await _shop.PostAsync(path, ("token", "nothing"))).Error);
    }

    // A client id is no secret, and requests are counted before the client has authenticated.
    [Fact]
    public async Task A_stranger_who_uses_the_name_of_a_client_takes_nothing_from_it()
    {
        var stranger = new RelyingParty(_portal, "shop", new string('x', 40));
        _from.Address = "198.51.100.7";
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stranger.PostAsync("/connect/token", ("grant_type", "refresh_token"))));
        _from.Address = "192.0.2.1";

        Assert.Equal("invalid_grant", (await _shop.RefreshAsync("nothing")).Error);
    }

    [Fact]
    public async Task So_is_the_userinfo_endpoint()
    {
        var token = (await _shop.SignInAsync((await PersonAsync()).Browser()))["access_token"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _shop.UserInfoAsync(token)));

        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task In_one_session_so_many_requests_are_answered_in_a_minute_and_the_others_are_no_entries_of_the_log()
    {
        var (person, other) = (await PersonAsync(), await PersonAsync());
        var answers = new List<Dictionary<string, string>?>();
        for (var time = 0; time < 6; time++)
        {
            answers.Add(await _shop.SendAsync(person.Browser()));
        }

        Assert.Equal(3, answers.Count(answer => answer!.ContainsKey("code")));
        Assert.Equal(3, answers.Count(answer => answer!.GetValueOrDefault("error") == "temporarily_unavailable"));
        Assert.DoesNotContain(await person.ActivityAsync(), line => line.StartsWith(AuditEvents.ApplicationRefused, StringComparison.Ordinal));
        Assert.True((await _shop.SendAsync(other.Browser()))!.ContainsKey("code"));
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await _shop.SendAsync(person.Browser()))!.ContainsKey("code"));
    }

    [Fact]
    public async Task Each_answer_is_counted_by_endpoint_client_and_outcome()
    {
        using var metered = new Metered(_portal);
        var browser = (await PersonAsync()).Browser();

        var tokens = await _shop.SignInAsync(browser);
        await _shop.SendAsync(browser, ("scope", "nothing-known"));
        await _shop.RefreshAsync("nothing");
        await _shop.UserInfoAsync(tokens["access_token"]);
        await _shop.UserInfoAsync("nothing");
        await _shop.PostAsync("/connect/introspect", ("token", tokens["access_token"]));
        await _shop.PostAsync("/connect/revoke", ("token", tokens["access_token"]));
        await new RelyingParty(_portal, "shop", new string('x', 40)).PostAsync("/connect/introspect", ("token", "nothing"));

        Assert.Equal(
            ["client=shop outcome=passed: 1", "client=shop outcome=invalid_scope: 1"], metered.Of("security_portal.openid.authorizations"));
        Assert.Equal(
            ["grant=authorization_code outcome=passed: 1", "grant=refresh_token outcome=invalid_grant: 1"],
            metered.Of("security_portal.openid.tokens"));
        Assert.Equal(
            [
                "endpoint=UserInfo outcome=passed: 1", "endpoint=UserInfo outcome=invalid_token: 1",
                "endpoint=Introspection outcome=passed: 1", "endpoint=Revocation outcome=passed: 1",
                "endpoint=Introspection outcome=invalid_client: 1",
            ],
            metered.Of("security_portal.openid.requests"));
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();
}
