using System.Buffers.Text;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>Finds what to tell browsers about a person's passkeys.</summary>
internal sealed class AcceptedPasskeys(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, RelyingParty relyingParty, TimeProvider clock)
{
    /// <summary>
    /// Returns what to tell; null when the session is over, and while the person is adding a passkey: a browser that has already
    /// created it would remove it again, because it is not on the list yet.
    /// </summary>
    public async Task<PasskeySignal?> FindAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session
            || await db.Set<PendingEnrolment>().AnyAsync(
                row => row.UserId == session.UserId && row.Method == SecurityKeysMethod.Id && row.ExpiresAt > now, cancellationToken))
        {
            return null;
        }

        var ids = await db.Set<SecurityKey>().Where(key => key.UserId == session.UserId)
            .Select(key => key.CredentialId).ToListAsync(cancellationToken);
        return new(
            relyingParty.Id,
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes(session.UserId)),
            session.UserName,
            string.Join(',', ids.Select(id => Base64Url.EncodeToString(id)).Order(StringComparer.Ordinal)));
    }
}
