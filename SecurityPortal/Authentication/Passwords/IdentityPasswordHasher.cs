using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Hashes passwords as ASP.NET Core Identity does: PBKDF2 with HMAC-SHA512, with as many iterations as OWASP's Password
/// Storage Cheat Sheet asks for. Each hash contains the number, so an application that uses fewer for its own hashes can
/// read these too.
/// </summary>
internal sealed class IdentityPasswordHasher : IPasswordHasher<PortalUser>
{
    private const int Rounds = 210_000;

    private readonly PasswordHasher<PortalUser> _identity =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    public string HashPassword(PortalUser user, string password) => _identity.HashPassword(user, password);

    /// <summary>Returns <c>Failed</c> for text that is not an Identity hash.</summary>
    public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
    {
        try
        {
            return _identity.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
        catch (FormatException)
        {
            return PasswordVerificationResult.Failed;
        }
    }
}
