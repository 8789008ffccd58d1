using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

/// <summary>Finds the question about a call that the person's signed-in browsers show.</summary>
internal sealed class CallerQuestions(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, AskedSessions asked, TimeProvider clock)
{
    /// <summary>Returns the question for this session now; null when there is none.</summary>
    public async Task<CallerQuestion?> PendingAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        var found = await Pending(db, session.UserId)
            .OrderByDescending(pair => pair.Check.At)
            .Select(pair => new { pair.Check.Id, pair.Check.At, pair.Case.Number, pair.Case.CreatedAt }).FirstOrDefaultAsync(cancellationToken);
        return found is not null && await asked.IsAskedAsync(db, session, found.CreatedAt, cancellationToken)
            ? new(found.Id, found.Number, found.At)
            : null;
    }

    /// <summary>Returns the session with the check and case of its question; null when the session is not being asked it now.</summary>
    public async Task<(LiveSession Session, CaseCheck Check, SupportCase Case)?> OpenAsync(
        Guid sessionId, Guid checkId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session
            || await Pending(db, session.UserId).Where(pair => pair.Check.Id == checkId).FirstOrDefaultAsync(cancellationToken) is not { } found
            || !await asked.IsAskedAsync(db, session, found.Case.CreatedAt, cancellationToken))
        {
            return null;
        }

        return (session, found.Check, found.Case);
    }

    private IQueryable<OpenQuestion> Pending(PortalDbContext db, string userId)
    {
        var now = clock.GetUtcNow();
        return
            from of in db.Set<SupportCase>().AsNoTracking()
            join check in db.Set<CaseCheck>().AsNoTracking() on of.Id equals check.CaseId
            where of.UserId == userId && of.ClosedAt == null && check.Number != null && check.State == CheckState.Waiting
                && check.ExpiresAt > now
            select new OpenQuestion { Check = check, Case = of };
    }

    private sealed record OpenQuestion
    {
        public required CaseCheck Check { get; init; }

        public required SupportCase Case { get; init; }
    }
}
