namespace SecurityPortal.Platform.Database;

/// <summary>
/// The name that a person chooses. It is not verified: support sees it beside the account's address, never instead of it.
/// </summary>
internal sealed record DisplayName
{
    /// <summary>The claim of a signed-in person that holds the name.</summary>
    public const string Claim = "name";

    /// <summary>The maximum length of a name.</summary>
    public const int MaxLength = 100;

    private DisplayName(string text) => Text = text;

    /// <summary>One line with single spaces, composed (NFC).</summary>
    public string Text { get; }

    /// <summary>The name as searches compare it; see <see cref="KeyOf"/>.</summary>
    public string Key => KeyOf(Text);

    /// <summary>The key with the first word last: callers often say only their family name.</summary>
    public string FamilyNameKey => Key.Split(' ', 2) is [var first, var family] ? $"{family} {first}" : Key;

    /// <summary>Returns the name; null when it is empty, longer than <see cref="MaxLength"/>, or contains invisible characters.</summary>
    public static DisplayName? Of(string? typed)
    {
        var trimmed = VisibleText.Trim(typed);
        if (trimmed.Length is 0 or > MaxLength * 2 || VisibleText.HasHidden(trimmed))
        {
            return null;
        }

        var text = string.Join(' ', trimmed.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length is > 0 and <= MaxLength ? new(text) : null;
    }

    /// <summary>Returns the text without accents and in upper case: "José Núñez" and "jose nunez" are the same.</summary>
    public static string KeyOf(string text) => string.Concat(
        text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        .Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
