using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Token keys: shared by all nodes, published before use, and accepted while anything depends on them (rule O8).</summary>
[OnBothDatabases]
public sealed class KeysOfTokensTests : IAsyncDisposable
{
    private readonly Portal _portal = new(OpenIdPortal.Settings);

    [Fact]
    public async Task A_key_is_published_two_weeks_before_it_signs_and_kept_until_nothing_hangs_on_it()
    {
        var first = await SignAsync();
        Assert.Equal([first], await PublishedAsync());

        await AdvanceAsync(TimeSpan.FromDays(76));
        var published = await PublishedAsync();
        Assert.Equal(2, published.Count);
        Assert.Equal(first, await SignAsync());

        await AdvanceAsync(TimeSpan.FromDays(14));
        var second = await SignAsync();
        Assert.NotEqual(first, second);
        Assert.Contains(second, published);
        Assert.Equal(2, (await PublishedAsync()).Count);

        await AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal([second], await PublishedAsync());
    }

    [Fact]
    public async Task What_one_node_gave_the_other_takes()
    {
        if (!_portal.HasPostgreSql)
        {
            // SQLite serves one node, but the keys are still read from the database, not created again.
            var again = ActivatorOf(_portal);
            again.Load();
            Assert.Equal(_portal.Get<OpenIdKeys>().Of(OpenIdKeyUse.Signing)[0].KeyId, again.Of(OpenIdKeyUse.Signing)[0].KeyId);
            return;
        }

        await using var other = new Portal(OpenIdPortal.Settings) { Beside = _portal };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var shop = new RelyingParty(_portal);

        var code = await shop.CodeAsync(person.Browser());
        var answer = await shop.PostAtAsync(
            other, "/connect/token", ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", shop.Redirect), ("code_verifier", shop.Verifier));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        await shop.CheckAsync(answer["id_token"]);
    }

    [Fact]
    public async Task Keys_are_not_in_the_database_in_the_clear()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        var keys = db.Set<OpenIdKey>().ToList();

        Assert.Equal(2, keys.Count);
        Assert.All(keys, key => Assert.DoesNotContain("PRIVATE KEY", System.Text.Encoding.Latin1.GetString(key.Ciphertext)));
    }

    [Fact]
    public async Task A_certificate_that_an_operator_brings_signs_in_place_of_the_keys_made_here_which_stay_published()
    {
        var made = Assert.Single(await PublishedAsync());
        await using var other = new Portal([.. OpenIdPortal.Settings, ("OpenId:SigningCertificates:0", KeyCertificate.File)])
        {
            Beside = _portal.HasPostgreSql ? _portal : null,
        };
        var person = await (await TestPerson.CreateAsync(other)).SignInAsync();
        var shop = new RelyingParty(other);

        var id = await shop.CheckAsync((await shop.SignInAsync(person.Browser()))["id_token"]);

        Assert.NotEqual(made, id.Kid);
        var published = (await shop.DocumentAsync("/.well-known/jwks")).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()).ToList();
        Assert.Equal(id.Kid, published[0]);
        Assert.Equal(2, published.Count);
        await shop.CheckAsync(other.Get<LogoutTokens>().Create(new()
        {
            Id = Guid.NewGuid(),
            SessionId = person.Session,
            ClientId = "shop",
            UserId = person.Id,
            AuthorizationId = "",
            CreatedAt = other.Clock.GetUtcNow(),
            LastUsedAt = other.Clock.GetUtcNow(),
        }), "logout+jwt");
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private static OpenIdKeys ActivatorOf(Portal portal) =>
        Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<OpenIdKeys>(portal.Services);

    private Task AdvanceAsync(TimeSpan time)
    {
        _portal.Clock.Advance(time);
        return _portal.Get<OpenIdKeys>().RunAsync();
    }

    private async Task<string> SignAsync()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var shop = new RelyingParty(_portal);
        var tokens = await shop.SignInAsync(person.Browser());
        return new JsonWebToken(tokens["id_token"]).Kid;
    }

    private async Task<List<string>> PublishedAsync() =>
        [.. (await new RelyingParty(_portal).DocumentAsync("/.well-known/jwks")).GetProperty("keys").EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString()!)];
}
