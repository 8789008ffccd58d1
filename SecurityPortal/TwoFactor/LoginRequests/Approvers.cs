using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>
/// Decides which sessions may approve login requests. A session that was itself approved by one may not within its first
/// hour: otherwise one slip would let a stranger approve the next. (Nor does such a sign-in make a trusted device, which
/// would bypass that.) A session on a temporary pass never sees login requests: it leads to a new method.
/// </summary>
internal sealed class Approvers(SessionStore sessions, TimeProvider clock)
{
    private static readonly TimeSpan Probation = TimeSpan.FromHours(1);

    public Task<bool> AnyAsync(PortalDbContext db, string userId, Guid? except, CancellationToken cancellationToken) =>
        sessions.AnyOtherAsync(
            db, userId, except, LoginRequestsMethod.Id, clock.GetUtcNow() - Probation, cancellationToken);

    /// <summary>Whether login requests are shown in the session at all.</summary>
    public static bool IsAsked(LiveSession session) => !session.IsOnPass;

    public bool May(LiveSession session) =>
        !session.AuthenticationMethods.Split(',').Contains(LoginRequestsMethod.Id)
        || session.CreatedAt <= clock.GetUtcNow() - Probation;
}
