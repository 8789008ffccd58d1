namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Reads six digits as people type them.</summary>
internal static class CodeText
{
    public const int Length = 6;

    /// <summary>
    /// The six digits, without what stands between them; null for anything else: other scripts' digits, signs, more or fewer.
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
