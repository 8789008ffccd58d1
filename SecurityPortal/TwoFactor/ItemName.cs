namespace SecurityPortal.TwoFactor;

/// <summary>The name that a person gave to a key or an app.</summary>
internal static class ItemName
{
    /// <summary>The name without control characters, turns of direction and surplus length; never empty.</summary>
    public static string Of(string? typed, string fallback = "–")
    {
        var clean = VisibleText.WithoutTurns(new string([.. (typed ?? "").Where(letter => !char.IsControl(letter))])).Trim();
        if (clean.Length <= MethodItems.MaxNameLength)
        {
            return clean.Length == 0 ? fallback : clean;
        }

        // Not in the middle of a letter that takes two places.
        return clean[..(char.IsHighSurrogate(clean[MethodItems.MaxNameLength - 1]) ? MethodItems.MaxNameLength - 1 : MethodItems.MaxNameLength)];
    }
}
