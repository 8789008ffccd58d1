using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;
using SecurityPortal.Data;

namespace SecurityPortal.Passwords;

/// <summary>
/// Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage), written as
/// <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>.
/// </summary>
internal sealed class Argon2PasswordHasher : IPasswordHasher<PortalUser>
{
    private const int MemoryKiB = 19_456;
    private const int Passes = 2;
    private const int SaltLength = 16;
    private const int HashLength = 32;
    private static readonly string Prefix =
        string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKiB},t={Passes},p=1$");

    public string HashPassword(PortalUser user, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return $"{Prefix}{Encode(salt)}${Encode(Derive(password, salt))}";
    }

    public PasswordVerificationResult VerifyHashedPassword(
        PortalUser user, string hashedPassword, string providedPassword)
    {
        var parts = hashedPassword.Split('$');
        if (!hashedPassword.StartsWith(Prefix, StringComparison.Ordinal) || parts.Length != 6)
        {
            return PasswordVerificationResult.Failed;
        }

        // A damaged row lets nobody in, and breaks nothing.
        return Decode(parts[4]) is { Length: SaltLength } salt
            && Decode(parts[5]) is { Length: HashLength } hash
            && CryptographicOperations.FixedTimeEquals(hash, Derive(providedPassword, salt))
            ? PasswordVerificationResult.Success
            : PasswordVerificationResult.Failed;
    }

    /// <summary>A hash of nothing: to look at it costs what every other does, and no password is ever right.</summary>
    public static string Decoy() =>
        $"{Prefix}{Encode(RandomNumberGenerator.GetBytes(SaltLength))}${Encode(RandomNumberGenerator.GetBytes(HashLength))}";

    /// <summary>Whether a password can be looked at under this hash.</summary>
    public static bool CanRead(string hash) => hash.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The same derivation for other low-entropy secrets that are kept as salted slow hashes.</summary>
    public static byte[] Derive(string secret, ReadOnlySpan<byte> salt)
    {
        var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = MemoryKiB, NumberOfPasses = Passes });

        // As bytes: given text, the library derives something that no other implementation does.
        var bytes = Encoding.UTF8.GetBytes(secret);
        try
        {
            return argon2.DeriveBytes(bytes, salt, HashLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? bytes[..length]
            : null;
    }
}
