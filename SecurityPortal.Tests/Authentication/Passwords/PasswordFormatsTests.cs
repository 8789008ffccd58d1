using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Passwords;

/// <summary><c>Passwords:Format</c> decides which format hashes are written in; both formats are read.</summary>
public sealed class PasswordFormatsTests
{
    private const string Secret = "violet kettle drum";
    private static readonly PortalUser User = new();

    [Theory]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV2)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3)]
    public void An_Identity_hash_verifies_and_asks_to_be_made_anew(PasswordHasherCompatibilityMode mode)
    {
        var hash = Stock(mode).HashPassword(User, Secret);

        foreach (var format in Enum.GetValues<PasswordFormat>())
        {
            Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, Hasher(format).VerifyHashedPassword(User, hash, Secret));
            Assert.Equal(PasswordVerificationResult.Failed, Hasher(format).VerifyHashedPassword(User, hash, $"{Secret}s"));
        }
    }

    [Fact]
    public void What_it_wrote_itself_stays_and_what_the_other_wrote_is_made_anew()
    {
        foreach (var written in Enum.GetValues<PasswordFormat>())
        {
            var hash = Hasher(written).HashPassword(User, Secret);
            foreach (var read in Enum.GetValues<PasswordFormat>())
            {
                Assert.Equal(
                    read == written ? PasswordVerificationResult.Success : PasswordVerificationResult.SuccessRehashNeeded,
                    Hasher(read).VerifyHashedPassword(User, hash, Secret));
            }
        }
    }

    // OWASP Password Storage: PBKDF2-HMAC-SHA512 with 210,000 rounds.
    [Theory]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV2)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3)]
    public void In_Identitys_format_the_hasher_of_a_stock_application_reads_it_and_leaves_it(PasswordHasherCompatibilityMode mode)
    {
        var hash = Hasher(PasswordFormat.Identity).HashPassword(User, Secret);

        Assert.Equal(PasswordVerificationResult.Success, Stock(mode).VerifyHashedPassword(User, hash, Secret));
        Assert.Equal(PasswordVerificationResult.Failed, Stock(mode).VerifyHashedPassword(User, hash, $"{Secret}s"));
        var bytes = Convert.FromBase64String(hash);
        Assert.Equal([1, 0, 0, 0, 2, 0, 3, 0x34, 0x50], bytes[..9]);
    }

    [Theory]
    [InlineData(null, "$argon2id$")]
    [InlineData("Argon2id", "$argon2id$")]
    [InlineData("Identity", "AQAAAAIAAzRQ")]
    public async Task The_setting_decides_and_without_one_it_is_Argon2id(string? setting, string beginning)
    {
        await using var portal = setting is null ? new Portal() : new Portal(("Passwords:Format", setting));
        var person = await TestPerson.CreateAsync(portal);

        var browser = await portal.Browser().GetAsync("/register");
        await browser.SubmitAsync(("email", "new@example.com"));
        await browser.GetAsync(await SecurityPortal.Tests.Accounts.Email.Links.LinkSentToAsync(portal, "new@example.com"));
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));
        await portal.Browser().TypePasswordAsync(person.Email);

        await using var db = await portal.OpenDatabaseAsync();
        Assert.All(
            await db.Users.Where(user => user.Email == "new@example.com" || user.Id == person.Id).Select(user => user.PasswordHash).ToListAsync(),
            hash => Assert.StartsWith(beginning, hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_format_that_there_is_not_stops_the_start()
    {
        await using var portal = new Portal(("Passwords:Format", "7"));

        Assert.Contains("Passwords:Format", Assert.ThrowsAny<Exception>(() => portal.Services).ToString(), StringComparison.Ordinal);
    }

    private static PortalPasswordHasher Hasher(PasswordFormat format) =>
        new(Options.Create(new SecurityPortal.Authentication.Passwords.PasswordOptions { Format = format }), null!);

    private static PasswordHasher<PortalUser> Stock(PasswordHasherCompatibilityMode mode) =>
        new(Options.Create(new PasswordHasherOptions { CompatibilityMode = mode }));
}
