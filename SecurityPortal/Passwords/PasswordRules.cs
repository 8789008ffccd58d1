using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;

namespace SecurityPortal.Passwords;

/// <summary>
/// What a new password must be: 12 to 128 characters of any kind, not common and not easily guessed. Nothing else is
/// demanded (ASVS 6.2.1 to 6.2.5, 6.2.9, 6.2.12).
/// </summary>
internal sealed class PasswordRules(IOptions<PortalOptions> portal)
{
    public const int MinLength = 12;

    /// <summary>Guessing gets slow to estimate with length, and no password is weak because of what follows this.</summary>
    private const int MeasuredLength = 72;

    /// <summary>Of 0 to 4; 1 and less falls to a few million guesses.</summary>
    private const int LeastScore = 2;

    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    /// <summary>What is wrong with a new password; null when nothing is.</summary>
    /// <param name="about">Words that the owner's enemies know as well, such as the e-mail address.</param>
    public PasswordFault? Check(string? password, params string?[] about)
    {
        if (password is null || password.EnumerateRunes().Count() < MinLength)
        {
            return PasswordFault.TooShort;
        }

        if (password.Length > PasswordVerifier.MaxLength)
        {
            return PasswordFault.TooLong;
        }

        if (Common.Value.Contains(password.Trim()))
        {
            return PasswordFault.Common;
        }

        return Score(password, about) < LeastScore ? PasswordFault.Guessable : null;
    }

    /// <summary>How hard a password is to guess, from 0 to 4; what <see cref="Check"/> refuses gets 1 at most.</summary>
    public int Strength(string? password, params string?[] about) => Check(password, about) is not null
        ? (password?.Length > 0 ? 1 : 0)
        : Score(password!, about);

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

/// <summary>Why a new password is refused.</summary>
internal enum PasswordFault
{
    TooShort,
    TooLong,
    Common,
    Guessable,
}
