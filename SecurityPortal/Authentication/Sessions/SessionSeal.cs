using System.Security.Cryptography;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// What shows that a session was made by the portal: a keyed hash over whose it is, since when, and its token. Somebody who
/// can write to the database but does not have the key ring can neither make a session nor take one over, and so does not
/// get past a sign-in, which the log tells of.
/// </summary>
internal sealed class SessionSeal(KeyedHash keyedHash, ILogger<SessionSeal> logger)
{
    /// <summary>The hash under which a session's token is looked up.</summary>
    public byte[] Hash(string token) => keyedHash.OfToken(token, "session");

    /// <summary>The hash of the cookie by which a browser of the person is known again. It opens nothing, so it outlives a restore.</summary>
    public byte[] Browser(string userId, string token) => keyedHash.Of("browser", userId, token);

    public byte[] Of(Guid id, string userId, DateTimeOffset createdAt, byte[] tokenHash) => keyedHash.OfIssued(
        "session-seal",
        id.ToString("N"),
        userId,
        createdAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        Convert.ToHexString(tokenHash));

    /// <summary>The session, or null when there is none, or none that the portal made.</summary>
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
