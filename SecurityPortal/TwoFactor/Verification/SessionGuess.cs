namespace SecurityPortal.TwoFactor.Verification;

/// <summary>Whether a password typed within a session may be checked.</summary>
/// <param name="IsOver">A hundred in a row were wrong, so the session has ended.</param>
/// <param name="LockedUntil">Until when no password is checked; null when it may be.</param>
internal sealed record SessionGuess(bool IsOver, DateTimeOffset? LockedUntil);
