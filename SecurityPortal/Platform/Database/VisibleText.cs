namespace SecurityPortal.Platform.Database;

/// <summary>
/// Finds and removes invisible characters. Characters that show nothing or change the direction of the text come along when
/// something is pasted, and make one name look like another.
/// </summary>
internal static class VisibleText
{
    // Displayed as nothing, although Unicode classifies them as letters or marks.
    private static readonly HashSet<int> Blank = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0];

    // The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9).
    private static readonly HashSet<int> Turns =
        [0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069];

    /// <summary>Returns the text without whitespace and invisible characters at its ends.</summary>
    public static string Trim(string? text)
    {
        var runes = (text ?? "").EnumerateRunes().ToList();
        var first = runes.FindIndex(IsSeen);
        return first < 0 ? "" : string.Concat(runes[first..(runes.FindLastIndex(IsSeen) + 1)]);
    }

    /// <summary>Whether the text contains characters that are invisible or change its direction.</summary>
    public static bool HasHidden(string text) => text.EnumerateRunes().Any(IsHidden);

    /// <summary>Returns the text without characters that would change the direction of the rest, or of text beside it.</summary>
    public static string WithoutTurns(string text) =>
        text.Any(letter => Turns.Contains(letter)) ? string.Concat(text.Where(letter => !Turns.Contains(letter))) : text;

    // Variation selectors and the tags of a flag count as visible: they belong to the emoji before them.
    private static bool IsSeen(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && (IsPictures(rune)
            || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control));

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        || Blank.Contains(rune.Value)
        || IsPictures(rune);

    private static bool IsPictures(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);
}
