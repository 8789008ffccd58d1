namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>What a code that was sent still allows.</summary>
/// <param name="TriesLeft">How often it may still be typed.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record CodeLife(int TriesLeft, DateTimeOffset ExpiresAt);
