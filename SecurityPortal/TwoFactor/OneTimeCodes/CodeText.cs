namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Parses a six-digit code as people type it.</summary>
internal static class CodeText
{
    public const int Length = 6;

    /// <summary>
    /// Returns the six digits without separators; null for anything else, such as digits of other scripts, other characters,
    /// or more or fewer digits.
    /// </summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null or { Length: > 32 })
        {
            return null;
        }

        var digits = CodeSeparators.Strip(typed);
        return digits.Length == Length && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
