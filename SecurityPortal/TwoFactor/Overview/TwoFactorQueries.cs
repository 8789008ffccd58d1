using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor.Overview;

/// <summary>Reads what the two-factor screen shows. Every call names the session it comes from.</summary>
internal sealed class TwoFactorQueries(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments, MethodViews views, PolicyDeadlines deadlines,
    IOptionsMonitor<PolicyOptions> policy, TimeProvider clock)
{
    /// <summary>Returns everything that the screen shows; null when the session is over.</summary>
    public async Task<TwoFactorOverview?> OverviewAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await OverviewAsync(db, session, cancellationToken)
            : null;
    }

    /// <summary>Returns the same for a session that the current page request has just found alive.</summary>
    public async Task<TwoFactorOverview> OverviewAsync(LiveSession session, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await OverviewAsync(db, session, cancellationToken);
    }

    private async Task<TwoFactorOverview> OverviewAsync(
        PortalDbContext db, LiveSession session, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, session.UserId, cancellationToken);
        return new(
            await views.ListAsync(db, session, enrolled, cancellationToken), enrolled.IsTwoFactorOn, enrolled.IndependentFactors)
        {
            Deadline = await deadlines.FindAsync(db, session, enrolled, cancellationToken),
            CheckUp = CheckUp.Of(enrolled, policy.CurrentValue.CheckUpAfter, clock.GetUtcNow()),
        };
    }

    /// <summary>Whether the person has two-factor on; false when the session is over.</summary>
    public async Task<bool> IsOnAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            && (await enrolments.ListAsync(db, session.UserId, cancellationToken)).IsTwoFactorOn;
    }
}
