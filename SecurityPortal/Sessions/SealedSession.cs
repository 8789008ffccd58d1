namespace SecurityPortal.Sessions;

/// <summary>A session as its row says, before <see cref="SessionSeal"/> has looked at it.</summary>
internal sealed record SealedSession(byte[] TokenHash, byte[] Seal, LiveSession Session);
