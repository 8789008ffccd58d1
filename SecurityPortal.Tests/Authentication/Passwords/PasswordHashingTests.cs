using System.Text;
using Microsoft.AspNetCore.Identity;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Authentication.Passwords;

public sealed class PasswordHashingTests
{
    private static readonly PortalUser User = new();
    private readonly Argon2PasswordHasher _hasher = new();

    // OWASP Password Storage, and ASVS 5.0 appendix C: Argon2id with at least 12 MiB for three passes and one lane.
    [Fact]
    public void It_is_Argon2id_with_what_OWASP_asks_for_and_a_salt_of_its_own()
    {
        var (first, second) = (_hasher.HashPassword(User, "violet kettle drum"), _hasher.HashPassword(User, "violet kettle drum"));

        Assert.Matches(@"^\$argon2id\$v=19\$m=12288,t=3,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$", first);
        Assert.NotEqual(first.Split('$')[4], second.Split('$')[4]);
        Assert.NotEqual(first.Split('$')[5], second.Split('$')[5]);
    }

    // Computed with another implementation, BouncyCastle's Argon2BytesGenerator.
    [Fact]
    public void It_agrees_with_another_implementation() => Assert.Equal(
        PasswordVerificationResult.Success,
        _hasher.VerifyHashedPassword(User, Elsewhere("violet kettle drum"), "violet kettle drum"));

    // The same for the earlier settings.
    [Fact]
    public void Hashes_with_19_MiB_and_two_passes_are_read_and_asked_to_be_made_anew() => Assert.Equal(
        PasswordVerificationResult.SuccessRehashNeeded,
        _hasher.VerifyHashedPassword(
            User,
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$EpOEK18oz7et6Ro7lZ6KqWElzWSWaaGMRWzBvg8mlS0",
            "violet kettle drum"));

    [Fact]
    public void Every_letter_counts_to_the_last_of_128_and_so_does_its_case()
    {
        var longest = string.Concat(Enumerable.Range(0, 32).Select(number => $"q{number:00}w"));
        var hash = _hasher.HashPassword(User, longest);

        Assert.Equal(PasswordVerificationResult.Success, _hasher.VerifyHashedPassword(User, hash, longest));
        Assert.Equal(PasswordVerificationResult.Failed, _hasher.VerifyHashedPassword(User, hash, $"{longest[..^1]}W"));
        Assert.Equal(PasswordVerificationResult.Failed, _hasher.VerifyHashedPassword(User, hash, longest[..^1]));
        Assert.Equal(PasswordVerificationResult.Failed, _hasher.VerifyHashedPassword(User, hash, $" {longest}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$argon2id$")]
    [InlineData("$argon2id$v=19$m=12288,t=3,p=1$")]
    [InlineData("$argon2id$v=19$m=12288,t=3,p=1$$")]
    [InlineData("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=12288,t=3,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=12288,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA")]
    [InlineData("$argon2id$v=19$m=12288,t=3,p=1$!!!!!!!!!!!!!!!!!!!!!!$????")]
    [InlineData("$argon2id$v=19$m=12288,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA$more")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA")]
    [InlineData("$argon2id$v=19$m=12288,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("plain text")]
    [InlineData("AQ==")]
    public void A_damaged_hash_lets_nobody_in_and_breaks_nothing(string hash)
    {
        Assert.Equal(PasswordVerificationResult.Failed, _hasher.VerifyHashedPassword(User, hash, "violet kettle drum"));
        Assert.Equal(PasswordVerificationResult.Failed, new IdentityPasswordHasher().VerifyHashedPassword(User, hash, "violet kettle drum"));
    }

    private static string Elsewhere(string password)
    {
        var generator = new Argon2BytesGenerator();
        generator.Init(new Argon2Parameters.Builder(Argon2Parameters.Argon2id).WithVersion(Argon2Parameters.Version13)
            .WithMemoryAsKB(12_288).WithIterations(3).WithParallelism(1).WithSalt(Encoding.UTF8.GetBytes("saltsaltsaltsalt")).Build());
        var hash = new byte[32];
        generator.GenerateBytes(Encoding.UTF8.GetBytes(password), hash);
        return $"$argon2id$v=19$m=12288,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA${Convert.ToBase64String(hash).TrimEnd('=')}";
    }
}
