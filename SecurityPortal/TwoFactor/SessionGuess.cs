namespace SecurityPortal.TwoFactor;

/// <summary>Whether a password typed within a session may be looked at.</summary>
/// <param name="IsOver">A hundred in a row were wrong: the session has ended.</param>
/// <param name="LockedUntil">Until when none is looked at; null when they are.</param>
internal sealed record SessionGuess(bool IsOver, DateTimeOffset? LockedUntil);
