using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

/// <summary>
/// Which sessions of a person say anything about a caller: those that were there before the case was opened, since somebody
/// who got in only then may have been talked through it. One on a temporary pass never; none on what was reported lost.
/// </summary>
internal sealed class AskedSessions(SessionStore sessions, LostReports lostReports)
{
    /// <summary>Whether any session may be asked.</summary>
    public async Task<bool> AnyAsync(PortalDbContext db, string userId, DateTimeOffset opened, CancellationToken cancellationToken)
    {
        var lost = await lostReports.FindAsync(db, userId, cancellationToken);
        return (await sessions.ListAsync(userId, cancellationToken)).Any(session =>
            IsAsked(session.CreatedAt, session.ConfirmedBy, session.UserAgent, opened, lost));
    }

    /// <summary>Whether this session may be.</summary>
    public async Task<bool> IsAskedAsync(
        PortalDbContext db, LiveSession session, DateTimeOffset opened, CancellationToken cancellationToken) =>
        IsAsked(
            session.CreatedAt, session.ConfirmedBy, session.UserAgent, opened,
            await lostReports.FindAsync(db, session.UserId, cancellationToken));

    /// <summary>The check that an answer of this browser is. What it said of itself when it signed in counts, not what it says now.</summary>
    public static CheckKind KindOf(string userAgent) =>
        BrowserName.IsHandheld(userAgent) ? CheckKind.SignedInPhone : CheckKind.SignedInBrowser;

    private static bool IsAsked(DateTimeOffset since, string? confirmedBy, string userAgent, DateTimeOffset opened, LostThings lost) =>
        since < opened && confirmedBy != AuthenticationMethods.TemporaryPass && !ProofChannels.Of(KindOf(userAgent)).IsLost(lost);
}
