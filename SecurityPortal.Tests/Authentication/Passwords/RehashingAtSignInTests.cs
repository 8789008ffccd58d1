using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Passwords;

/// <summary>People in an existing Identity database keep their passwords and get a better hash when they sign in.</summary>
public sealed class RehashingAtSignInTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Password = "an older password";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_right_password_replaces_an_Identity_hash()
    {
        var (person, old) = await WithIdentityHashAsync();

        var browser = await _portal.Browser().TypePasswordAsync(person.Email, Password);

        Assert.True(await browser.IsSignedInAsync());
        var hash = (await UserAsync(person)).PasswordHash!;
        Assert.NotEqual(old, hash);
        Assert.StartsWith("$argon2id$", hash);
        Assert.True(await (await _portal.Browser().TypePasswordAsync(person.Email, Password)).IsSignedInAsync());
        Assert.Equal(hash, (await UserAsync(person)).PasswordHash);
    }

    // Computed with another implementation, BouncyCastle's Argon2BytesGenerator, and the earlier settings.
    [Fact]
    public async Task The_right_password_replaces_a_hash_with_19_MiB()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await SetHashAsync(person, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$EpOEK18oz7et6Ro7lZ6KqWElzWSWaaGMRWzBvg8mlS0");

        var browser = await _portal.Browser().TypePasswordAsync(person.Email, "violet kettle drum");

        Assert.True(await browser.IsSignedInAsync());
        Assert.StartsWith("$argon2id$v=19$m=12288,t=3,p=1$", (await UserAsync(person)).PasswordHash);
    }

    [Fact]
    public async Task A_wrong_one_leaves_it_as_it_is()
    {
        var (person, old) = await WithIdentityHashAsync();

        var browser = await _portal.Browser().TypePasswordAsync(person.Email, "a wrong password");

        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(old, (await UserAsync(person)).PasswordHash);
    }

    [Fact]
    public async Task A_password_changed_meanwhile_is_not_overwritten()
    {
        var (person, _) = await WithIdentityHashAsync();
        var asItWas = await UserAsync(person);
        await SetHashAsync(person, "the hash of another password");

        Assert.True(await _portal.Get<PasswordVerifier>().VerifyAsync(asItWas, Password));

        Assert.Equal("the hash of another password", (await UserAsync(person)).PasswordHash);
    }

    private async Task<(TestPerson Person, string Hash)> WithIdentityHashAsync()
    {
        var person = await TestPerson.CreateAsync(_portal);
        var hash = new PasswordHasher<PortalUser>().HashPassword(new PortalUser(), Password);
        await SetHashAsync(person, hash);
        return (person, hash);
    }

    private Task<int> SetHashAsync(TestPerson person, string hash) => Rows.ExecuteAsync(
        _portal, $"""UPDATE "AspNetUsers" SET "PasswordHash" = {hash} WHERE "Id" = {person.Id}""");

    private async Task<PortalUser> UserAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Users.AsNoTracking().SingleAsync(user => user.Id == person.Id);
    }
}
