namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>The remaining validity of a code that was sent.</summary>
/// <param name="TriesLeft">How often it may still be typed.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record CodeLife(int TriesLeft, DateTimeOffset ExpiresAt);
