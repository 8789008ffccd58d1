using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>
/// Says which sessions may approve. One that was itself let in by a login request may not within its first hour:
/// otherwise one slip would let a stranger approve the next. (Nor does such a sign-in make a trusted device, which would
/// get around that.) One on a temporary pass has nothing to do with login requests at all: it leads to a new method.
/// </summary>
internal sealed class Approvers(SessionStore sessions, TimeProvider clock)
{
    private static readonly TimeSpan Probation = TimeSpan.FromHours(1);

    public Task<bool> AnyAsync(PortalDbContext db, string userId, Guid? except, CancellationToken cancellationToken) =>
        sessions.AnyOtherAsync(
            db, userId, except, LoginRequestsMethod.Id, clock.GetUtcNow() - Probation, cancellationToken);

    /// <summary>Whether the session is asked at all.</summary>
    public static bool IsAsked(LiveSession session) => !session.IsOnPass;

    public bool May(LiveSession session) =>
        !session.AuthenticationMethods.Split(',').Contains(LoginRequestsMethod.Id)
        || session.CreatedAt <= clock.GetUtcNow() - Probation;
}
