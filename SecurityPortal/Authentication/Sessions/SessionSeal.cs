namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Proves that the portal created a session: a keyed hash over the session's id, person, start and token. Somebody who can
/// write to the database but does not have the key ring can neither create a session nor take one over, so they cannot
/// avoid signing in, which is logged.
/// </summary>
internal sealed class SessionSeal(KeyedHash keyedHash, ILogger<SessionSeal> logger)
{
    /// <summary>Returns the hash under which a session's token is looked up.</summary>
    public byte[] Hash(string token) => keyedHash.OfToken(token, "session");

    /// <summary>
    /// Returns the hash of the cookie by which a person's browser is recognised. It grants no access, so it outlives a restore.
    /// </summary>
    public byte[] Browser(string userId, string token) => keyedHash.Of("browser", userId, token);

    public byte[] Of(Guid id, string userId, DateTimeOffset createdAt, byte[] tokenHash) => keyedHash.OfIssued(
        "session-seal",
        id.ToString("N"),
        userId,
        createdAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        Convert.ToHexString(tokenHash));

    /// <summary>Returns the session; null if there is none, or if the portal did not create it.</summary>
    public LiveSession? Open(SealedSession? found)
    {
        if (found?.Session is not { } session)
        {
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(
            found.Seal, Of(session.Id, session.UserId, session.CreatedAt, found.TokenHash)))
        {
            logger.SessionForged(session.Id);
            return null;
        }

        return session;
    }
}
