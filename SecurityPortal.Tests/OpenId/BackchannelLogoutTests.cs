using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.OpenId;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Applications are notified when a session ends, whatever ended it (rule O5).</summary>
[OnBothDatabases]
public sealed class BackchannelLogoutTests : IAsyncDisposable
{
    private readonly LogoutReceiver _receiver = new();
    private readonly Portal _portal;

    public BackchannelLogoutTests() => _portal = new(
        [.. OpenIdPortal.Settings, ("OpenId:Clients:forum:BackchannelLogoutUri", "https://forum.example/logout")])
    {
        WithServices = _receiver.Use,
    };

    [Fact]
    public async Task Signing_out_tells_the_application_once_with_a_signed_token()
    {
        var (person, shop) = await SignedInAsync();

        await person.Browser().SignOutAsync();
        await RunAsync();
        await RunAsync();

        var (url, text) = Assert.Single(_receiver.Received);
        Assert.Equal("https://shop.example/logout", url);
        var token = await shop.CheckAsync(text, "logout+jwt");
        Assert.Equal(person.Id, token.Subject);
        Assert.Equal(person.Session.ToString(), token.GetClaim("sid").Value);
        Assert.Contains("http://schemas.openid.net/event/backchannel-logout", token.GetClaim("events").Value);
        Assert.False(token.TryGetClaim("nonce", out _));
        Assert.NotEmpty(token.GetClaim("jti").Value);
    }

    [Fact]
    public async Task So_does_whatever_else_ends_a_session()
    {
        var (elsewhere, _) = await SignedInAsync();
        var asking = await elsewhere.SignInElsewhereAsync();
        await _portal.Get<SessionsAndDevices>().EndOthersAsync(asking);
        var (disabled, _) = await SignedInAsync();
        await _portal.Get<OperatorAccounts>().DisableAsync(disabled.Email, "left");
        var (deleted, _) = await SignedInAsync();
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Users.Where(user => user.Id == deleted.Id).ExecuteDeleteAsync();
        }

        await RunAsync();

        Assert.Equal(
            new[] { elsewhere.Id, disabled.Id, deleted.Id }.Order(StringComparer.Ordinal),
            _receiver.Received.Select(received => new JsonWebToken(received.Token).Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_can_pass_until_a_client_knows_is_five_seconds_also_when_a_node_has_just_started()
    {
        ITimedWork work = _portal.Get<BackchannelLogout>();

        Assert.True(work.AfterStart + work.Every + LogoutSender.Patience <= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_live_session_tells_nobody_anything()
    {
        await SignedInAsync();

        await RunAsync();

        Assert.Empty(_receiver.Received);
    }

    [Fact]
    public async Task A_session_that_lapses_tells_nobody_anything_not_even_when_it_is_deleted()
    {
        var (person, _) = await SignedInAsync();
        _portal.Clock.Advance(OpenIdCleanup.Kept + TimeSpan.FromMinutes(1));

        Assert.True(await _portal.Get<OpenIdCleanup>().RunAsync() > 0);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            var row = await db.Set<ApplicationSession>().AsNoTracking().SingleAsync();
            Assert.NotNull(row.EndedAt);
            Assert.Null(row.NextAttemptAt);
        }

        _portal.Clock.Advance(TimeSpan.FromDays(91));
        await _portal.Get<Cleaner>().RunAsync();
        await RunAsync();

        Assert.Empty(_receiver.Received);
        Assert.DoesNotContain("application-told Example Shop", await person.ActivityAsync());
    }

    [Fact]
    public async Task One_application_that_has_many_tokens_to_get_keeps_no_other_waiting()
    {
        var now = _portal.Clock.GetUtcNow();
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            for (var number = 0; number < 60; number++)
            {
                db.Add(Due("shop", now - TimeSpan.FromMinutes(1)));
            }

            db.Add(Due("forum", now));
            await db.SaveChangesAsync();
        }

        await RunAsync();

        Assert.Single(_receiver.Received, received => received.Url == "https://forum.example/logout");
        Assert.Contains(_receiver.Received, received => received.Url == "https://shop.example/logout");
    }

    [Fact]
    public async Task An_application_that_is_away_is_tried_again_later_and_later_for_a_day()
    {
        var (person, _) = await SignedInAsync();
        await person.Browser().SignOutAsync();
        _receiver.Answer = HttpStatusCode.InternalServerError;

        await RunAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(4));
        await RunAsync();
        Assert.Single(_receiver.Received);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync();
        Assert.Equal(2, _receiver.Received.Count);

        for (var hour = 0; hour < 50; hour++)
        {
            _portal.Clock.Advance(TimeSpan.FromHours(1));
            await RunAsync();
        }

        Assert.InRange(_receiver.Received.Count, 20, 40);
    }

    [Fact]
    public async Task Each_attempt_brings_a_token_that_is_fresh()
    {
        var (person, _) = await SignedInAsync();
        await person.Browser().SignOutAsync();
        _receiver.Answer = HttpStatusCode.ServiceUnavailable;
        await RunAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(10));
        await RunAsync();

        var tokens = _receiver.Received.Select(received => new JsonWebToken(received.Token)).ToList();
        Assert.Equal(2, tokens.Select(token => token.Id).Distinct().Count());
        Assert.Equal(tokens[0].IssuedAt.AddSeconds(10), tokens[1].IssuedAt);
    }

    [Fact]
    public async Task Two_nodes_that_look_at_once_send_one_token()
    {
        await using var other = new Portal(OpenIdPortal.Settings) { Beside = _portal, WithServices = _receiver.Use, HasPostgreSql = _portal.HasPostgreSql };
        if (!_portal.HasPostgreSql)
        {
            // SQLite serves one node, so two of its workers stand in for two nodes.
            await RaceAsync(_portal, _portal);
            return;
        }

        await RaceAsync(_portal, other);
    }

    [Fact]
    public async Task A_node_that_is_killed_between_claiming_and_sending_loses_nothing()
    {
        var (person, _) = await SignedInAsync();
        await person.Browser().SignOutAsync();
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            // The state that a node leaves when it dies after claiming the row.
            var until = _portal.Clock.GetUtcNow() + TimeSpan.FromSeconds(30);
            Assert.Equal(1, await db.Set<ApplicationSession>().ExecuteUpdateAsync(set => set
                .SetProperty(row => row.EndedAt, _portal.Clock.GetUtcNow()).SetProperty(row => row.NextAttemptAt, until).SetProperty(row => row.Attempts, 1)));
        }

        await RunAsync();
        Assert.Empty(_receiver.Received);
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await RunAsync();

        Assert.Single(_receiver.Received);
    }

    public ValueTask DisposeAsync()
    {
        _receiver.Dispose();
        return _portal.DisposeAsync();
    }

    private async Task RaceAsync(Portal one, Portal other)
    {
        var (person, _) = await SignedInAsync();
        await person.Browser().SignOutAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => (index % 2 == 0 ? one : other).Get<BackchannelLogout>().RunAsync()));

        Assert.Single(_receiver.Received);
    }

    private static ApplicationSession Due(string client, DateTimeOffset since) => new()
    {
        Id = Guid.NewGuid(),
        SessionId = Guid.NewGuid(),
        ClientId = client,
        UserId = "somebody",
        AuthorizationId = "",
        CreatedAt = since,
        LastUsedAt = since,
        EndedAt = since,
        NextAttemptAt = since,
    };

    private Task<int> RunAsync() => _portal.Get<BackchannelLogout>().RunAsync();

    private async Task<(TestPerson Person, RelyingParty Shop)> SignedInAsync()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var shop = new RelyingParty(_portal);
        await shop.SignInAsync(person.Browser());
        return (person, shop);
    }
}
