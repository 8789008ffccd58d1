using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Identity's hasher, extended to read the Argon2id hashes that SecurityPortal writes.</summary>
public sealed class PortalHashReader<TUser> : PasswordHasher<TUser>
    where TUser : class
{
    private const string Prefix = "$argon2id$v=19$m=12288,t=3,p=1$";

    public override PasswordVerificationResult VerifyHashedPassword(TUser user, string hashedPassword, string providedPassword)
    {
        if (!hashedPassword.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }

        var parts = hashedPassword[Prefix.Length..].Split('$');
        var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 12_288, NumberOfPasses = 3 });
        var hash = argon2.DeriveBytes(Encoding.UTF8.GetBytes(providedPassword), Convert.FromBase64String(parts[0] + "=="), 32);
        return CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(parts[1] + "="))
            ? PasswordVerificationResult.Success
            : PasswordVerificationResult.Failed;
    }
}
