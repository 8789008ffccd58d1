using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Hashes passwords with Argon2id at 12 MiB, three passes and one lane, written as
/// <c>$argon2id$v=19$m=12288,t=3,p=1$salt$hash</c>. OWASP's Password Storage Cheat Sheet rates this equal to 19 MiB and two
/// passes, and it is the smallest cost that ASVS 5.0 accepts (11.4.2, appendix C); it takes a quarter less processor time
/// (Docs/Decisions/34). Hashes with 19 MiB are still read, and replaced at the next sign-in.
/// </summary>
internal sealed class Argon2PasswordHasher : IPasswordHasher<PortalUser>
{
    private static readonly (int MemoryKiB, int Passes) Cost = (12_288, 3);
    private static readonly (int MemoryKiB, int Passes) EarlierCost = (19_456, 2);
    /// <summary>The prefix of hashes made with the previous settings.</summary>
    public const string EarlierPrefix = "$argon2id$v=19$m=19456,t=2,p=1$";

    private const string Prefix = "$argon2id$v=19$m=12288,t=3,p=1$";
    private const int SaltLength = 16;
    private const int HashLength = 32;

    public string HashPassword(PortalUser user, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return $"{Prefix}{Encode(salt)}${Encode(Derive(password, salt))}";
    }

    public PasswordVerificationResult VerifyHashedPassword(
        PortalUser user, string hashedPassword, string providedPassword)
    {
        var parts = hashedPassword.Split('$');
        if (!CanRead(hashedPassword) || parts.Length != 6)
        {
            return PasswordVerificationResult.Failed;
        }

        var isEarlier = IsEarlier(hashedPassword);

        // A damaged hash matches no password, and throws nothing.
        return Decode(parts[4]) is { Length: SaltLength } salt
            && Decode(parts[5]) is { Length: HashLength } hash
            && CryptographicOperations.FixedTimeEquals(hash, Derive(providedPassword, salt, isEarlier ? EarlierCost : Cost))
            ? isEarlier ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Success
            : PasswordVerificationResult.Failed;
    }

    /// <summary>Returns a random hash: verifying against it costs the same as any other, and no password matches.</summary>
    public static string Decoy(bool isEarlier = false) =>
        $"{(isEarlier ? EarlierPrefix : Prefix)}{Encode(RandomNumberGenerator.GetBytes(SaltLength))}${Encode(RandomNumberGenerator.GetBytes(HashLength))}";

    /// <summary>Whether a password can be verified against this hash.</summary>
    public static bool CanRead(string hash) => hash.StartsWith(Prefix, StringComparison.Ordinal) || IsEarlier(hash);

    /// <summary>Derives other low-entropy secrets that are kept as salted slow hashes, in the same way.</summary>
    public static byte[] Derive(string secret, ReadOnlySpan<byte> salt) => Derive(secret, salt, Cost);

    private static byte[] Derive(string secret, ReadOnlySpan<byte> salt, (int MemoryKiB, int Passes) cost)
    {
        var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = cost.MemoryKiB, NumberOfPasses = cost.Passes });

        // As bytes: for text, the library derives something that no other implementation does.
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

    private static bool IsEarlier(string hash) => hash.StartsWith(EarlierPrefix, StringComparison.Ordinal);

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? bytes[..length]
            : null;
    }
}
