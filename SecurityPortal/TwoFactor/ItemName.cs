namespace SecurityPortal.TwoFactor;

/// <summary>Cleans the name that a person gave to a key or an app.</summary>
internal static class ItemName
{
    /// <summary>Characters that a name can have.</summary>
    public const int MaxLength = 60;

    /// <summary>Returns the name without control characters and direction marks, cut to size; the fallback if nothing is left.</summary>
    public static string Of(string? typed, string fallback = "–")
    {
        var clean = VisibleText.WithoutTurns(new string([.. (typed ?? "").Where(letter => !char.IsControl(letter))])).Trim();
        if (clean.Length <= MaxLength)
        {
            return clean.Length == 0 ? fallback : clean;
        }

        // Do not cut a surrogate pair in half.
        return clean[..(char.IsHighSurrogate(clean[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }
}
