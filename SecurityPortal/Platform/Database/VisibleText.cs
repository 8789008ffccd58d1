using System.Text;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// What of a text can be seen. Characters that show nothing or turn the direction of what follows come along when something
/// is pasted, and make one name look like another.
/// </summary>
internal static class VisibleText
{
    // Shown as nothing although Unicode counts them as letters or marks.
    private static readonly HashSet<int> Blank = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0];

    // The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9).
    private static readonly HashSet<int> Turns =
        [0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069];

    /// <summary>The text without space and without what cannot be seen at its ends.</summary>
    public static string Trim(string? text)
    {
        var runes = (text ?? "").EnumerateRunes().ToList();
        var first = runes.FindIndex(IsSeen);
        return first < 0 ? "" : string.Concat(runes[first..(runes.FindLastIndex(IsSeen) + 1)]);
    }

    /// <summary>Whether there is something in it that cannot be seen, or that turns the direction.</summary>
    public static bool HasHidden(string text) => text.EnumerateRunes().Any(IsHidden);

    /// <summary>The text without what would turn the direction of the rest, and of what stands beside it.</summary>
    public static string WithoutTurns(string text) =>
        text.Any(letter => Turns.Contains(letter)) ? string.Concat(text.Where(letter => !Turns.Contains(letter))) : text;

    // Not what belongs to the picture before it: a variation selector, or the tags of a flag.
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
