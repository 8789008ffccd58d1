using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// "Use a passkey next time?": makes this offer to people who signed in with the password and have no passkey, in one session
/// and then not again for a long time (<see cref="SecurityKeysOptions.OfferEvery"/>).
/// </summary>
internal sealed class PasskeyOffers(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, IOptionsMonitor<SecurityKeysOptions> options,
    IOptionsMonitor<PolicyOptions> policy, TimeProvider clock)
{
    /// <summary>Whether to show the offer in this session. If several sessions ask at the same time, only one gets it.</summary>
    public async Task<bool> IsShownAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (options.CurrentValue is not { PasswordlessSignIn: true } settings
            || settings.OfferEvery == TimeSpan.Zero
            || !policy.CurrentValue.Offers(SecurityKeysMethod.Id)
            || await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session
            || !MayBeOffered(session)
            || await db.Set<SecurityKey>().AnyAsync(key => key.UserId == session.UserId, cancellationToken))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        await ClaimAsync(db, session, now, now - settings.OfferEvery, cancellationToken);
        return await Open(db, session).AnyAsync(cancellationToken);
    }

    /// <summary>Handles "Not now": the offer is made again after the usual time.</summary>
    public Task PostponeAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        AnswerAsync(sessionId, isDeclined: false, cancellationToken);

    /// <summary>Handles "Don't ask again": the offer is never made again.</summary>
    public Task DeclineAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        AnswerAsync(sessionId, isDeclined: true, cancellationToken);

    // Not to people who have to enrol first, nor while an enrolment would be refused.
    private bool MayBeOffered(LiveSession session) =>
        session.AuthenticationMethods.Split(',').Contains(AuthenticationMethods.Password)
        && session is { IsOnPass: false, MustEnrolSince: null }
        && !(session.FrozenUntil > clock.GetUtcNow());

    private static Task<int> ClaimAsync(
        PortalDbContext db, LiveSession session, DateTimeOffset now, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (userId, id, at, until) = (session.UserId, session.Id, now.ToUnixTimeMilliseconds(), before.ToUnixTimeMilliseconds());
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "PasskeyOffers" ("UserId", "At", "SessionId", "IsDeclined") VALUES ({userId}, {at}, {id}, FALSE)
            ON CONFLICT ("UserId") DO UPDATE SET "At" = excluded."At", "SessionId" = excluded."SessionId"
            WHERE NOT "PasskeyOffers"."IsDeclined" AND "PasskeyOffers"."At" <= {until}
            """,
            cancellationToken);
    }

    private async Task AnswerAsync(Guid sessionId, bool isDeclined, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is { } session)
        {
            await Open(db, session).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SessionId, (Guid?)null).SetProperty(row => row.IsDeclined, isDeclined),
                cancellationToken);
        }
    }

    private static IQueryable<PasskeyOffered> Open(PortalDbContext db, LiveSession session) =>
        db.Set<PasskeyOffered>().Where(row => row.UserId == session.UserId && row.SessionId == session.Id);
}
