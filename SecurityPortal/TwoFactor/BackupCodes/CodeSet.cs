using SecurityPortal.Authentication.Passwords;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor.BackupCodes;

/// <summary>
/// Creates and parses backup codes: 80 random bits each (NIST 800-63B-4 4.2.1.1 requires 64) as 16 letters and digits of
/// Crockford's Base32, which has no look-alikes: it contains only one each of 0/o, 1/i/l and u/v.
/// </summary>
internal static class CodeSet
{
    /// <summary>Codes in a set.</summary>
    public const int Size = 10;

    private const int Length = 16;

    // Identity's codes have 47 bits, in letters and digits that ours use too. Tries are counted, which NIST 800-63B-4 3.1.2.2
    // requires below 64 bits.
    private const int IdentityLength = 10;

    // Codes that Identity made before .NET 7 are eight hexadecimal digits: 32 bits; NIST 800-63B-4 3.1.2.1 requires 20.
    private const int OldIdentityLength = 8;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static IReadOnlyList<string> Create() =>
        [.. Enumerable.Range(0, Size).Select(_ => Group(RandomNumberGenerator.GetString(Alphabet, Length)))];

    /// <summary>Creates a salt for a new set.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);

    /// <summary>Hashes code and salt with Argon2id: a fast hash would need 112 bits, and the codes have 80 (ASVS 6.5.2).</summary>
    public static byte[] Hash(string normalized, byte[] salt) => Argon2PasswordHasher.Derive(normalized, salt);

    /// <summary>
    /// Returns the code as it was created: ignores case and whatever separates its groups, and reads o, i and l as the digits
    /// they look like. Null when it cannot be a code.
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
