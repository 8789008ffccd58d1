namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>
/// Removes what people, their keyboards and the programs that they copy from put between and around the characters of a
/// code: spaces and hyphens of every kind, and invisible characters.
/// </summary>
internal static class CodeSeparators
{
    private const char Tab = '\t';

    // A mathematical symbol in Unicode, but a hyphen to the person who typed it.
    private const char Minus = '\u2212';

    /// <summary>Returns the code without separators.</summary>
    public static string Strip(string typed) => string.Concat(typed.Where(sign => !IsSeparator(sign)));

    /// <summary>Does the same for codes with letters, which some programs also separate by full stops.</summary>
    public static string StripLettered(string typed) => Strip(typed).Replace(".", "", StringComparison.Ordinal);

    // By category, to catch every kind: U+00A0 and U+202F are spaces, U+2011 and U+2013 are dashes, and U+00AD, U+200B,
    // U+200E and U+FEFF are invisible characters that only affect text layout.
    private static bool IsSeparator(char sign) => sign is Tab or Minus
        || char.GetUnicodeCategory(sign)
            is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
