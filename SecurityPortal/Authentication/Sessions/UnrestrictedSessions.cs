namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Finds sessions for everything except enrolment: a session that must enrol a method first counts as none. The services
/// behind the pages ask this, because the browser decides where an open page goes.
/// </summary>
internal sealed class UnrestrictedSessions(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, IEnrolmentDuty duty)
{
    /// <summary>Returns the session if it is alive and not limited to enrolment.</summary>
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
