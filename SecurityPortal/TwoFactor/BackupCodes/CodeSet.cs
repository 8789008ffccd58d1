using System.Security.Cryptography;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor.BackupCodes;

/// <summary>
/// Makes and reads backup codes: 80 random bits each (NIST 800-63B-4 4.2.1.1 asks for 64) as 16 letters and digits
/// of Crockford's Base32, which has no look-alikes: of 0/o, 1/i/l and u/v it holds one each.
/// </summary>
internal static class CodeSet
{
    /// <summary>Codes in a set.</summary>
    public const int Size = 10;

    private const int Length = 16;

    // Identity's have 47 bits, in letters and digits that ours have too: the tries are counted, which is what
    // NIST 800-63B-4 3.1.2.2 asks for below 64.
    private const int IdentityLength = 10;

    // Those that it made before .NET 7 are eight hexadecimal digits: 32 bits, above the 20 that NIST 800-63B-4 3.1.2.1 asks for.
    private const int OldIdentityLength = 8;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static IReadOnlyList<string> Create() =>
        [.. Enumerable.Range(0, Size).Select(_ => Group(RandomNumberGenerator.GetString(Alphabet, Length)))];

    /// <summary>A salt for a new set.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);

    /// <summary>Argon2id over code and salt: 80 bits are below the 112 that a fast hash needs (ASVS 6.5.2).</summary>
    public static byte[] Hash(string normalized, byte[] salt) => Argon2PasswordHasher.Derive(normalized, salt);

    /// <summary>
    /// The code as it was made, from any case, whatever stands between its groups, and with o, i and l read as the
    /// digits they look like; null when it cannot be a code.
    /// </summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null or { Length: > 64 })
        {
            return null;
        }

        var code = new string([.. CodeSeparators.StripLettered(typed).Select(char.ToLowerInvariant).Select(Forgive)]);
        return code.Length switch
        {
            Length or IdentityLength when code.All(Alphabet.Contains) => code,
            OldIdentityLength when code.All(char.IsAsciiHexDigitLower) => code,
            _ => null,
        };
    }

    private static char Forgive(char letter) => letter switch
    {
        'o' => '0',
        'i' or 'l' => '1',
        _ => letter,
    };

    private static string Group(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));
}
