namespace SecurityPortal.Authentication.Sessions;

/// <summary>A session as read from its row and its account's, before <see cref="SessionSeal"/> has verified it.</summary>
internal sealed record SealedSession(
    byte[] TokenHash, byte[] Seal, bool LockoutEnabled, DateTimeOffset? LockoutEnd, bool IsLocked, LiveSession Session);
