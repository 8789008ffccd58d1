using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Finding out who has an account (ASVS 6.3.8) where hashes were imported from an application with ASP.NET Core Identity: they
/// take longer than ours. The tests compare which hashers run, because times depend on what else the machine is doing.
/// </summary>
[OnBothDatabases]
public sealed class AccountDiscoveryAfterImportTests : IAsyncLifetime
{
    private const string Argon2id = "$argon2id$v=";

    // Version 3: HMAC-SHA512 with 100,000 rounds, as .NET 7 and later write it.
    private const string Identity3 = "AQAAAAIAAYag";
    private const int Names = 40;

    private static readonly Lazy<string> Version3 = new(() => new PasswordHasher<PortalUser>().HashPassword(new PortalUser(), Portal.Password));

    private readonly Portal _portal = new(("SignIn:TriesPerAddress", "100000"))
    {
        WithServices = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<PortalUser>>(
            provider => new CountingHasher(ActivatorUtilities.CreateInstance<PortalPasswordHasher>(provider)))),
    };

    private CountingHasher Hasher => (CountingHasher)_portal.Get<IPasswordHasher<PortalUser>>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task While_everybody_has_the_applications_hash_unknown_names_cost_that_one()
    {
        await ImportAsync(share: 1);

        Assert.All(await KindsAsync(), kind => Assert.Equal(Identity3, kind));
    }

    [Fact]
    public async Task Once_nobody_has_it_any_more_they_cost_ours()
    {
        await ImportAsync(share: 0);

        Assert.All(await KindsAsync(), kind => Assert.Equal(Argon2id, kind));
    }

    [Fact]
    public async Task In_between_names_are_dealt_out_as_people_are_and_each_always_alike()
    {
        await ImportAsync(share: 0.5);

        var first = await KindsAsync();

        Assert.InRange(first.Count(kind => kind == Identity3), Names / 4, 3 * Names / 4);
        Assert.Equal(Names, first.Count(kind => kind is Identity3 or Argon2id));
        Assert.Equal(first, await KindsAsync());
    }

    [Fact]
    public async Task When_fewer_have_it_names_change_to_ours_and_none_changes_back()
    {
        await ImportAsync(share: 0.8);
        var before = await KindsAsync();
        await ImportAsync(share: 0.2);
        _portal.Clock.Advance(PasswordHashKinds.CountedFor);

        var after = await KindsAsync();

        Assert.True(after.Count(kind => kind == Identity3) < before.Count(kind => kind == Identity3));
        Assert.All(before.Zip(after), pair => Assert.True(pair.First == pair.Second || pair.Second == Argon2id));
    }

    [Fact]
    public async Task Locked_out_a_name_goes_on_costing_what_it_did()
    {
        await ImportAsync(share: 0.5);
        var (theirs, ours) = (await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal));
        await SetHashAsync(theirs.Id, Version3.Value);

        foreach (var (name, kind) in new[] { (theirs.Email, Identity3), (ours.Email, Argon2id) })
        {
            Hasher.Verified.Clear();
            for (var i = 0; i < 12; i++)
            {
                await _portal.Browser().TypePasswordAsync(name, "Wrong-horse-77");
            }

            Assert.Equal(Enumerable.Repeat(kind, 12), Hasher.Verified);
        }

        foreach (var name in Enumerable.Range(0, 4).Select(Name))
        {
            Hasher.Verified.Clear();
            for (var i = 0; i < 12; i++)
            {
                await _portal.Browser().TypePasswordAsync(name, "Wrong-horse-77");
            }

            Assert.Equal(12, Hasher.Verified.Count);
            Assert.Single(Hasher.Verified.Distinct());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("$2a$11$K3g6XpQz1yL8vV0pTz0nUeO0o0o0o0o0o0o0o0o0o0o0o0o0o0o0o")]
    [InlineData("AQAAAAIAAYag!!")]
    [InlineData("$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_account_whose_hash_cannot_be_read_costs_what_a_name_does(string? hash)
    {
        await ImportAsync(share: 0);
        var person = await TestPerson.CreateAsync(_portal);
        await SetHashAsync(person.Id, hash);
        Hasher.Verified.Clear();

        Assert.False(await (await _portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());

        Assert.Equal([Argon2id], Hasher.Verified);
    }

    // Hashes with 19 MiB take a third longer than ours.
    [Fact]
    public async Task While_everybody_has_a_hash_with_earlier_settings_unknown_names_cost_that_one()
    {
        await ImportAsync(share: 0);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "PasswordHash" = {Argon2PasswordHasher.Decoy(isEarlier: true)}""");

        var kind = await _portal.Get<PasswordHashKinds>().ForNameAsync(Name(1), CancellationToken.None);

        Assert.StartsWith(Argon2PasswordHasher.EarlierPrefix, kind.Decoy, StringComparison.Ordinal);
        Assert.Equal(PasswordHashKind.Of(kind.Decoy), kind);
    }

    [Fact]
    public async Task Hashes_of_the_version_before_and_of_other_rounds_are_kinds_of_their_own()
    {
        var old = new PasswordHasher<PortalUser>(Options.Create(
            new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV2 }));
        var few = new PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 }));
        await ImportAsync(share: 1);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            var people = await db.Users.OrderBy(user => user.Id).ToListAsync();
            for (var i = 0; i < people.Count; i++)
            {
                people[i].PasswordHash = (i % 2 == 0 ? old : few).HashPassword(people[i], "x");
            }

            await db.SaveChangesAsync();
        }

        var kinds = await KindsAsync();

        Assert.All(kinds, kind => Assert.True(kind[1] is >= 'A' and <= 'P' || kind == "AQAAAAIAACcQ", kind));
        Assert.Contains(kinds, kind => kind[1] is >= 'A' and <= 'P');
        Assert.Contains("AQAAAAIAACcQ", kinds);
    }

    // Adds accounts to the demo people until there are ten, and gives this share of them the imported hash.
    private async Task ImportAsync(double share)
    {
        while (await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "AspNetUsers" """) < 10)
        {
            await TestPerson.CreateAsync(_portal);
        }

        await using var db = await _portal.OpenDatabaseAsync();
        var ids = await db.Users.OrderBy(user => user.Id).Select(user => user.Id).ToListAsync();
        var ours = new Argon2PasswordHasher().HashPassword(new PortalUser(), Portal.Password);
        for (var i = 0; i < ids.Count; i++)
        {
            await SetHashAsync(ids[i], i < share * ids.Count ? Version3.Value : ours);
        }
    }

    private async Task<List<string>> KindsAsync()
    {
        List<string> kinds = [];
        for (var number = 0; number < Names; number++)
        {
            Hasher.Verified.Clear();
            await _portal.Get<PasswordVerifier>().VerifyAsync(user: null, Name(number), "Wrong-horse-77", default);
            kinds.Add(Assert.Single(Hasher.Verified));
        }

        return kinds;
    }

    private static string Name(int number) => $"NOBODY{number}@EXAMPLE.COM";

    private Task SetHashAsync(string id, string? hash) =>
        Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "PasswordHash" = {hash} WHERE "Id" = {id}""");
}
