using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

/// <summary>
/// Decides which sessions of a person say anything about a caller: those that began before the case was opened, since whoever
/// got in later may have been talked through it. Excludes sessions on a temporary pass, and on devices reported lost.
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

    /// <summary>Whether this session may be asked.</summary>
    public async Task<bool> IsAskedAsync(
        PortalDbContext db, LiveSession session, DateTimeOffset opened, CancellationToken cancellationToken) =>
        IsAsked(
            session.CreatedAt, session.ConfirmedBy, session.UserAgent, opened,
            await lostReports.FindAsync(db, session.UserId, cancellationToken));

    /// <summary>Returns which kind of check this browser answers, by its user agent at sign-in, not by its current one.</summary>
    public static CheckKind KindOf(string userAgent) =>
        BrowserName.IsHandheld(userAgent) ? CheckKind.SignedInPhone : CheckKind.SignedInBrowser;

    private static bool IsAsked(DateTimeOffset since, string? confirmedBy, string userAgent, DateTimeOffset opened, LostThings lost) =>
        since < opened && confirmedBy != AuthenticationMethods.TemporaryPass && !ProofChannels.Of(KindOf(userAgent)).IsLost(lost);
}
