namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>
/// What people, their keyboards and the programs that they copy from put between and around the signs of a code: spaces and
/// hyphens of every kind, and what nobody sees.
/// </summary>
internal static class CodeSeparators
{
    private const char Tab = '\t';

    // A mathematical sign to Unicode, and a hyphen to the person who typed it.
    private const char Minus = '\u2212';

    /// <summary>The code without them.</summary>
    public static string Strip(string typed) => string.Concat(typed.Where(sign => !IsSeparator(sign)));

    /// <summary>The same for codes of letters, which some programs also part by full stops.</summary>
    public static string StripLettered(string typed) => Strip(typed).Replace(".", "", StringComparison.Ordinal);

    // By category, so that no kind is forgotten: U+00A0 and U+202F are spaces, U+2011 and U+2013 dashes, and U+00AD,
    // U+200B, U+200E and U+FEFF are of those that only steer how text is laid out.
    private static bool IsSeparator(char sign) => sign is Tab or Minus
        || char.GetUnicodeCategory(sign)
            is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
