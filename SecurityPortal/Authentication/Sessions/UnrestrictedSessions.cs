namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Finds sessions for everything but enrolment: one that has to enrol first counts as none. Asked by the services behind the
/// pages, since what an open page goes to is the browser's to say.
/// </summary>
internal sealed class UnrestrictedSessions(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, IEnrolmentDuty duty)
{
    /// <summary>The session if it is alive and may see more than enrolment.</summary>
    public async Task<LiveSession?> FindAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, sessionId, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(Guid, CancellationToken)"/>
    public async Task<LiveSession?> FindAsync(
        PortalDbContext db, Guid sessionId, CancellationToken cancellationToken = default) =>
        await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
        && !await duty.BindsAsync(db, session, cancellationToken)
            ? session
            : null;
}
