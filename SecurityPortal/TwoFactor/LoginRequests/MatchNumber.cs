namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>The number that the requesting page shows.</summary>
internal sealed record MatchNumber(string Digits, DateTimeOffset ExpiresAt);
