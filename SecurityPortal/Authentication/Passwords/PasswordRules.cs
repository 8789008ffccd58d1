using System.Collections.Frozen;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// The rules for new passwords: 12 to 128 characters of any kind, not common and not easily guessed. There are no other
/// rules (ASVS 6.2.1 to 6.2.5, 6.2.9, 6.2.12). Both limits count a code point as a character (NIST 800-63B-4 3.1.1.2).
/// </summary>
internal sealed class PasswordRules(IOptions<PortalOptions> portal)
{
    /// <summary>The minimum number of characters.</summary>
    public const int MinLength = 12;

    /// <summary>The maximum number of characters (ASVS 6.2.9 asks for at least 64).</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// How many characters are rated. Rating gets slow with length, and no password is weak because of what follows these.
    /// </summary>
    private const int MeasuredLength = 72;

    /// <summary>
    /// The lowest accepted score, from 0 to 4. A password with a score of 1 or less falls to a few million guesses.
    /// </summary>
    private const int LeastScore = 2;

    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    /// <summary>Returns the fault of a new password; null if there is none.</summary>
    /// <param name="password">The password.</param>
    /// <param name="about">Words that an attacker knows too, such as the email address.</param>
    public PasswordFault? Check(string? password, params string?[] about) => Assess(password, about).Fault;

    /// <summary>Returns the fault of a new password and its strength, computed together because the estimate is slow.</summary>
    /// <param name="password">The password.</param>
    /// <param name="about">As for <see cref="Check"/>.</param>
    public PasswordAssessment Assess(string? password, params string?[] about)
    {
        var length = (password ?? "").EnumerateRunes().Count();
        PasswordFault? fault = length < MinLength ? PasswordFault.TooShort
            : length > MaxLength ? PasswordFault.TooLong
            : Common.Value.Contains(password!.Trim()) ? PasswordFault.Common
            : null;
        if (fault is not null)
        {
            return new(fault, Math.Min(length, 1));
        }

        var score = Score(password!, about);
        return score < LeastScore ? new(PasswordFault.Guessable, 1) : new(null, score);
    }

    private int Score(string password, IEnumerable<string?> about)
    {
        var known = about.Append(portal.Value.Name).OfType<string>()
            .SelectMany(text => text.Split('@', '.', '-', '_', '+', ' ').Append(text)).Where(word => word.Length > 2);
        var measured = password.Length <= MeasuredLength ? password : password[..MeasuredLength];
        return Zxcvbn.Zxcvbn.MatchPassword(measured, known).Score;
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
