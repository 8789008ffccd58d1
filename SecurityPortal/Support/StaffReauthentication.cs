using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Policy;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Support;

/// <summary>
/// Asks agents for their own key again: one touch, no password. The key itself verifies staff by PIN, fingerprint or face, so
/// it counts as two factors on its own. The session gets a new token (ASVS 7.2.4, 8.4.2).
/// </summary>
internal sealed class StaffReauthentication(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments, MethodCatalogue catalogue,
    StaffMethods staff, MethodTokens tokens, AttemptLimiter limiter, AuditLogWriter log)
{
    private const int Tries = 5;

    /// <summary>Returns the agent's strongest method that staff may use, with what it has to show; null when there is none.</summary>
    public async Task<StaffChallenge?> OpenAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId, cancellationToken) is not var (session, method))
        {
            return null;
        }

        var display = method is IOpensChallenge opener
            ? await opener.OpenAsync(new(session.UserId, Purpose(sessionId), sessionId, session.Client), cancellationToken)
            : null;
        return new(method.Description, display);
    }

    public async Task<StaffAnswer> AnswerAsync(Guid sessionId, string? answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId, cancellationToken) is not var (session, method))
        {
            return new StaffAnswer.Wrong();
        }

        var key = $"confirm:{session.UserId}";
        var lockedUntil = await limiter.ReserveAsync(key, Tries, cancellationToken);
        if (lockedUntil is not null || !await tokens.VerifyAsync(session.UserId, method.Description.Id, Purpose(sessionId), answer))
        {
            await log.AppendAsync(
                new AuditEvent(session.UserId, AuditEvents.SecondFactorRefused, method.Description.Id).From(session.Client), cancellationToken);
            return lockedUntil is { } until ? new StaffAnswer.Locked(until) : new StaffAnswer.Wrong();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        await AttemptLimiter.ClearAsync(transaction.Db, key, cancellationToken);
        if (await sessions.ConfirmAsync(transaction.Db, sessionId, method.Description.Id, cancellationToken) is not { } token)
        {
            return new StaffAnswer.Wrong();
        }

        await enrolments.NoteUseAsync(transaction.Db, session.UserId, method.Description.Id, cancellationToken);
        await log.AppendAsync(
            transaction.Db,
            new AuditEvent(session.UserId, AuditEvents.Confirmed, method.Description.Id).From(session.Client),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StaffAnswer.Confirmed(token);
    }

    private async Task<(LiveSession Session, ITwoFactorMethod Method)?> FindAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { IsStaff: true } session)
        {
            return null;
        }

        var enrolled = await enrolments.ListAsync(session.UserId, cancellationToken);
        return catalogue.All.FirstOrDefault(method => method.Description.IsPrimaryFactor
            && enrolled.IsOn(method.Description.Id) && staff.Serves(method.Description.Id)) is { } best
            ? (session, best)
            : null;
    }

    private static string Purpose(Guid sessionId) => $"support-confirm:{sessionId:N}";
}
