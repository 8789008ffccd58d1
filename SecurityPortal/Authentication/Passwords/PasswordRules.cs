using System.Collections.Frozen;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// What a new password must be: 12 to 128 characters of any kind, not common and not easily guessed. Nothing else is
/// demanded (ASVS 6.2.1 to 6.2.5, 6.2.9, 6.2.12). A character is a code point (NIST 800-63B-4 3.1.1.2), in the least and
/// in the most alike.
/// </summary>
internal sealed class PasswordRules(IOptions<PortalOptions> portal)
{
    /// <summary>Characters at least.</summary>
    public const int MinLength = 12;

    /// <summary>Characters at most (ASVS 6.2.9 asks for at least 64).</summary>
    public const int MaxLength = 128;

    /// <summary>Guessing gets slow to estimate with length, and no password is weak because of what follows this.</summary>
    private const int MeasuredLength = 72;

    /// <summary>Of 0 to 4; 1 and less falls to a few million guesses.</summary>
    private const int LeastScore = 2;

    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    /// <summary>The fault of a new password; null when there is none.</summary>
    /// <param name="password">The password.</param>
    /// <param name="about">Words that the owner's enemies know as well, such as the e-mail address.</param>
    public PasswordFault? Check(string? password, params string?[] about) => Assess(password, about).Fault;

    /// <summary>The fault of a new password and its strength, computed together because the estimate is slow.</summary>
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
