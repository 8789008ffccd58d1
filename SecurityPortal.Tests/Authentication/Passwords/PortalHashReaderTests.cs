using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Passwords;

/// <summary>The hasher that the documentation offers to applications on the same database.</summary>
public sealed class PortalHashReaderTests
{
    private const string Secret = "violet kettle drum";
    private static readonly IdentityUser User = new();
    private readonly PortalHashReader<IdentityUser> _reader = new();

    [Fact]
    public void It_is_the_one_in_the_documents()
    {
        var written = File.ReadAllText(Path.Combine(Repository.Root, "SecurityPortal", "Platform", "Database", "FromIdentity", "README.md"));
        var compiled = File.ReadAllText(Path.Combine(Repository.Root, "SecurityPortal.Tests", "Fixtures", "PortalHashReader.cs"));

        Assert.Contains(compiled.Replace("namespace SecurityPortal.Tests.Fixtures;\n\n", "", StringComparison.Ordinal), written, StringComparison.Ordinal);
    }

    [Fact]
    public void It_reads_what_the_portal_wrote_in_either_format()
    {
        foreach (IPasswordHasher<SecurityPortal.Platform.Database.PortalUser> hasher in new IPasswordHasher<SecurityPortal.Platform.Database.PortalUser>[] { new Argon2PasswordHasher(), new IdentityPasswordHasher() })
        {
            var hash = hasher.HashPassword(new(), Secret);

            Assert.Equal(PasswordVerificationResult.Success, _reader.VerifyHashedPassword(User, hash, Secret));
            Assert.Equal(PasswordVerificationResult.Failed, _reader.VerifyHashedPassword(User, hash, $"{Secret}s"));
        }
    }

    [Fact]
    public void It_goes_on_reading_and_writing_what_the_application_does() => Assert.Equal(
        PasswordVerificationResult.Success,
        new PasswordHasher<IdentityUser>().VerifyHashedPassword(User, _reader.HashPassword(User, Secret), Secret));
}
