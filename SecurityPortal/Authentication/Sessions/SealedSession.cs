namespace SecurityPortal.Authentication.Sessions;

/// <summary>A session as its row and its account's say, before <see cref="SessionSeal"/> has looked at it.</summary>
internal sealed record SealedSession(
    byte[] TokenHash, byte[] Seal, bool LockoutEnabled, DateTimeOffset? LockoutEnd, bool IsLocked, LiveSession Session);
