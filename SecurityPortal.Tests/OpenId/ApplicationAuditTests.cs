using System.Net;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>The log records what applications do with a sign-in (rule O10), and refreshes do not flood it.</summary>
[OnBothDatabases]
public sealed class ApplicationAuditTests : IAsyncDisposable
{
    private const string Renewed = "application-tokens-renewed ";
    private readonly LogoutReceiver _receiver = new();
    private readonly Portal _portal;
    private readonly RelyingParty _shop;

    public ApplicationAuditTests()
    {
        _portal = new(OpenIdPortal.Settings) { WithServices = _receiver.Use };
        _shop = new(_portal);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _receiver.Dispose();
    }

    [Fact]
    public async Task A_code_that_is_redeemed_is_an_entry_and_one_that_is_refused_is_none()
    {
        var person = await PersonAsync();
        var code = await _shop.CodeAsync(person.Browser());

        await _shop.RedeemAsync(code, ("code_verifier", new string('x', 43)));
        Assert.DoesNotContain("application-tokens-given Example Shop", await person.ActivityAsync());
        var other = await _shop.CodeAsync(person.Browser());
        Assert.Equal(HttpStatusCode.OK, (await _shop.RedeemAsync(other)).Status);

        Assert.Single(await person.ActivityAsync(), line => line == "application-tokens-given Example Shop");
    }

    [Fact]
    public async Task The_first_refresh_is_an_entry_and_then_one_an_hour_says_how_many_there_were()
    {
        var person = await PersonAsync();
        var token = (await _shop.SignInAsync(person.Browser()))["refresh_token"];

        token = await RefreshAsync(token, times: 4);
        Assert.Equal(["1 Example Shop"], await RenewalsAsync(person));
        await PassAsync(person, TimeSpan.FromMinutes(50));
        token = await RefreshAsync(token, times: 2);
        Assert.Equal(["1 Example Shop"], await RenewalsAsync(person));
        await PassAsync(person, TimeSpan.FromMinutes(10));
        await RefreshAsync(token, times: 3);

        Assert.Equal(["1 Example Shop", "6 Example Shop"], await RenewalsAsync(person));
    }

    [Fact]
    public async Task What_was_not_said_yet_is_said_when_the_session_ends()
    {
        var person = await PersonAsync();
        await RefreshAsync((await _shop.SignInAsync(person.Browser()))["refresh_token"], times: 5);

        await person.Browser().SignOutAsync();
        await _portal.Get<BackchannelLogout>().RunAsync();
        await _portal.Get<BackchannelLogout>().RunAsync();

        Assert.Equal(["1 Example Shop", "4 Example Shop"], await RenewalsAsync(person));
    }

    [Fact]
    public async Task So_it_is_when_the_person_removes_the_application()
    {
        var person = await PersonAsync();
        await RefreshAsync((await _shop.SignInAsync(person.Browser()))["refresh_token"], times: 3);

        await _portal.Get<ConnectedApplications>().RemoveAsync(person.Session, "shop");

        Assert.Equal(["1 Example Shop", "2 Example Shop"], await RenewalsAsync(person));
    }

    [Fact]
    public async Task So_it_is_when_the_session_has_lapsed()
    {
        var person = await PersonAsync();
        await RefreshAsync((await _shop.SignInAsync(person.Browser()))["refresh_token"], times: 3);
        _portal.Clock.Advance(OpenIdCleanup.Kept + TimeSpan.FromMinutes(1));

        await _portal.Get<OpenIdCleanup>().RunAsync();
        await _portal.Get<OpenIdCleanup>().RunAsync();

        Assert.Equal(["1 Example Shop", "2 Example Shop"], await RenewalsAsync(person));
    }

    [Fact]
    public async Task Of_many_refreshes_at_once_in_one_session_each_is_counted()
    {
        var person = await PersonAsync();
        List<string> tokens = [];
        for (var browser = 0; browser < 10; browser++)
        {
            tokens.Add((await _shop.SignInAsync(person.Browser()))["refresh_token"]);
        }

        var answers = await Task.WhenAll(tokens.Select(token => Task.Run(() => _shop.RefreshAsync(token))));
        await person.Browser().SignOutAsync();
        await _portal.Get<BackchannelLogout>().RunAsync();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var renewals = await RenewalsAsync(person);
        Assert.Equal(10, renewals.Sum(line => int.Parse(line.Split(' ')[0], null)));
        Assert.Equal(2, renewals.Length);
    }

    [Fact]
    public async Task A_refresh_token_that_is_given_back_takes_its_access_tokens_along_and_is_one_entry()
    {
        var person = await PersonAsync();
        var tokens = await _shop.SignInAsync(person.Browser());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            _shop.PostAsync("/connect/revoke", ("token", tokens["refresh_token"]))));

        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.OK, answer.Text));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(tokens["access_token"])).Status);
        Assert.Equal("invalid_grant", (await _shop.RefreshAsync(tokens["refresh_token"])).Error);
        Assert.Single(await person.ActivityAsync(), line => line == "application-tokens-revoked Example Shop");

        // The ID token still identifies the session that the application ends.
        await person.Browser().GetAsync($"/connect/logout?id_token_hint={tokens["id_token"]}");
        Assert.False(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task An_access_token_that_is_given_back_goes_alone()
    {
        var person = await PersonAsync();
        var tokens = await _shop.SignInAsync(person.Browser());

        Assert.Equal(HttpStatusCode.OK, (await _shop.PostAsync("/connect/revoke", ("token", tokens["access_token"]))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _shop.PostAsync("/connect/revoke", ("token", tokens["access_token"]))).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(tokens["access_token"])).Status);
        Assert.Single(await person.ActivityAsync(), line => line == "application-tokens-revoked Example Shop");
        Assert.Equal(HttpStatusCode.OK, (await _shop.RefreshAsync(tokens["refresh_token"])).Status);
    }

    [Fact]
    public async Task A_client_cannot_give_back_what_another_was_given()
    {
        var person = await PersonAsync();
        var tokens = await _shop.SignInAsync(person.Browser());

        await new RelyingParty(_portal, "forum").PostAsync("/connect/revoke", ("token", tokens["refresh_token"]));

        Assert.Equal(HttpStatusCode.OK, (await _shop.RefreshAsync(tokens["refresh_token"])).Status);
        Assert.DoesNotContain("application-tokens-revoked Example Shop", await person.ActivityAsync());
    }

    [Fact]
    public async Task That_an_application_took_its_logout_token_is_an_entry_and_so_is_giving_up()
    {
        var told = await PersonAsync();
        await _shop.SignInAsync(told.Browser());
        await told.Browser().SignOutAsync();
        await _portal.Get<BackchannelLogout>().RunAsync();

        _receiver.Answer = HttpStatusCode.InternalServerError;
        var away = await PersonAsync();
        await _shop.SignInAsync(away.Browser());
        await away.Browser().SignOutAsync();
        for (var hour = 0; hour < 40; hour++)
        {
            await _portal.Get<BackchannelLogout>().RunAsync();
            _portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(await told.ActivityAsync(), line => line == "application-told Example Shop");
        Assert.Single(await away.ActivityAsync(), line => line == "application-not-told Example Shop");
        Assert.DoesNotContain("application-told Example Shop", await away.ActivityAsync());
    }

    [Fact]
    public async Task Whoever_tries_secrets_of_a_client_is_one_entry_in_a_quarter_of_an_hour()
    {
        var guesser = new RelyingParty(_portal, "shop", new string('x', 40));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => guesser.RedeemAsync("nothing")));
        await Task.WhenAll(new[] { "/connect/par", "/connect/introspect", "/connect/revoke" }.Select(path => guesser.PostAsync(path, ("token", "nothing"))));
        await new RelyingParty(_portal, "nobody").RedeemAsync("nothing");
        Assert.Equal(["Example Shop"], await RefusalsAsync());

        _portal.Clock.Advance(TimeSpan.FromMinutes(15));
        await guesser.PostAsync("/connect/introspect", ("token", "nothing"));

        Assert.Equal(["Example Shop", "Example Shop"], await RefusalsAsync());
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();

    private async Task<string> RefreshAsync(string token, int times)
    {
        for (var time = 0; time < times; time++)
        {
            var answer = await _shop.RefreshAsync(token);
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            token = answer["refresh_token"];
        }

        return token;
    }

    // Keeps using the portal, since an idle hour would end the session.
    private async Task PassAsync(TestPerson person, TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromMinutes(10))
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.True(await person.Browser().IsSignedInAsync());
        }
    }

    private static async Task<string[]> RenewalsAsync(TestPerson person) =>
        [.. (await person.ActivityAsync()).Where(line => line.StartsWith(Renewed, StringComparison.Ordinal)).Select(line => line[Renewed.Length..])];

    private async Task<string[]> RefusalsAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<AuditLogEntry>().Where(entry => entry.Event == AuditEvents.ClientRefused)
            .OrderBy(entry => entry.Sequence).Select(entry => entry.Detail).ToArrayAsync();
    }
}
