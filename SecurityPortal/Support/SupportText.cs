namespace SecurityPortal.Support;

/// <summary>Cleans text that agents type.</summary>
internal static class SupportText
{
    /// <summary>Returns one line without control or bidirectional characters; null when nothing is left or it is too long.</summary>
    public static string? Line(string? typed, int max) =>
        Fit(new string([.. VisibleText.WithoutTurns(typed ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)]), max);

    /// <summary>The same, but keeps line breaks.</summary>
    public static string? Paragraphs(string? typed, int max) =>
        Fit(new string([.. VisibleText.WithoutTurns(typed ?? "").ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter))]), max);

    private static string? Fit(string text, int max) => text.Trim() is { Length: > 0 } fit && fit.Length <= max ? fit : null;
}
