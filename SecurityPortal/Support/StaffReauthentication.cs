using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support;

/// <summary>
/// The agent's own key, again: one touch, no password. Keys check staff themselves, by PIN, finger or face, so that the
/// key alone is two factors. The session gets a new token (ASVS 7.2.4, 8.4.2).
/// </summary>
internal sealed class StaffReauthentication(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments, MethodCatalogue catalogue,
    StaffMethods staff, MethodTokens tokens, AttemptLimiter limiter, AuditLogWriter log)
{
    private const int Tries = 5;

    /// <summary>The strongest method of the agent that serves, with what it has to show; null when there is none.</summary>
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

    /// <summary>The session's new token; null when the answer is not right.</summary>
    public async Task<string?> AnswerAsync(Guid sessionId, string? answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId, cancellationToken) is not var (session, method))
        {
            return null;
        }

        var key = $"confirm:{session.UserId}";
        if (await limiter.ReserveAsync(key, Tries, cancellationToken) is not null
            || !await tokens.VerifyAsync(session.UserId, method.Description.Id, Purpose(sessionId), answer))
        {
            await log.AppendAsync(
                new AuditEvent(session.UserId, AuditEvents.SecondFactorRefused, method.Description.Id).From(session.Client), cancellationToken);
            return null;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        await AttemptLimiter.ClearAsync(transaction.Db, key, cancellationToken);
        if (await sessions.ConfirmAsync(transaction.Db, sessionId, method.Description.Id, cancellationToken) is not { } token)
        {
            return null;
        }

        await enrolments.NoteUseAsync(transaction.Db, session.UserId, method.Description.Id, cancellationToken);
        await log.AppendAsync(
            transaction.Db,
            new AuditEvent(session.UserId, AuditEvents.Confirmed, method.Description.Id).From(session.Client),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
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
