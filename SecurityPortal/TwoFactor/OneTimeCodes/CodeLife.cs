namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>How long, and for how many tries, a sent code is still valid.</summary>
/// <param name="TriesLeft">How many more times it may be entered.</param>
/// <param name="ExpiresAt">When it expires.</param>
internal sealed record CodeLife(int TriesLeft, DateTimeOffset ExpiresAt);
