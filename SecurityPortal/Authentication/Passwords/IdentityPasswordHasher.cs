using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// The hashes of ASP.NET Core Identity: PBKDF2 with HMAC-SHA512, with as many rounds as OWASP Password Storage asks for. The
/// number stands in each hash, so an application that makes its own with fewer reads these as well.
/// </summary>
internal sealed class IdentityPasswordHasher : IPasswordHasher<PortalUser>
{
    private const int Rounds = 210_000;

    private readonly PasswordHasher<PortalUser> _identity =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    public string HashPassword(PortalUser user, string password) => _identity.HashPassword(user, password);

    /// <summary>Text that is not a hash of Identity's matches no password.</summary>
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
