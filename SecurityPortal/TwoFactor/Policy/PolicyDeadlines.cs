using System.Security.Claims;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.Policy;

/// <summary>Finds until when a person may go on without the two-factor that policy requires.</summary>
internal sealed class PolicyDeadlines(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments, StaffMethods staff,
    IOptionsMonitor<PolicyOptions> policy, TimeProvider clock) : IEnrolmentDuty
{
    /// <summary>Whether a deadline may apply to this person; does not query the database.</summary>
    public bool MayConcern(ClaimsPrincipal user) =>
        user.MayHaveToEnrol() || user.Roles().Any(PortalRoles.IsStaff) || policy.CurrentValue.RequiresTwoFactor(user.Roles());

    /// <inheritdoc/>
    public async Task<bool> BindsAsync(PortalDbContext db, LiveSession session, CancellationToken cancellationToken) =>
        (session.IsOnPass || session.MustEnrolSince is not null || session.IsStaff
            || policy.CurrentValue.RequiresTwoFactor(session.Roles))
        && await FindAsync(db, session, await enrolments.ListAsync(db, session.UserId, cancellationToken), cancellationToken)
            is { HasPassed: true };

    /// <summary>Returns the deadline of the session's person; null when none applies or the session is over.</summary>
    public async Task<PolicyDeadline?> FindAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await FindAsync(
                db, session, await enrolments.ListAsync(db, session.UserId, cancellationToken), cancellationToken)
            : null;
    }

    /// <inheritdoc cref="FindAsync(Guid, CancellationToken)"/>
    public async Task<PolicyDeadline?> FindAsync(
        PortalDbContext db, LiveSession session, EnrolledMethods enrolled, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        if (await AtOnceAsync(db, session, enrolled, cancellationToken) is { } cause)
        {
            return new(now, HasPassed: true, cause);
        }

        if (enrolled.IsTwoFactorOn || !policy.CurrentValue.RequiresTwoFactor(session.Roles))
        {
            return null;
        }

        if (session.TwoFactorRequiredSince is null)
        {
            await db.Set<Person>().Where(row => row.UserId == session.UserId && row.TwoFactorRequiredSince == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TwoFactorRequiredSince, now), cancellationToken);
        }

        var due = (session.TwoFactorRequiredSince ?? now) + policy.CurrentValue.GracePeriod;

        // While a "This wasn't me" freeze keeps a person from turning a method on, the deadline waits.
        if (session.FrozenUntil is { } frozen && frozen > now && frozen > due)
        {
            due = frozen;
        }

        return new(due, due <= now, EnrolmentCause.Policy);
    }

    // A freeze does not postpone these: until there is a method, a password alone would open everything else.
    private async Task<EnrolmentCause?> AtOnceAsync(
        PortalDbContext db, LiveSession session, EnrolledMethods enrolled, CancellationToken cancellationToken) =>
        session switch
        {
            { IsOnPass: true } => EnrolmentCause.TemporaryPass,
            { MustEnrolSince: not null } when !enrolled.IsTwoFactorOn => EnrolmentCause.Reset,
            { IsStaff: true } when !await staff.IsEnoughAsync(db, session, enrolled, cancellationToken) => EnrolmentCause.Staff,
            _ => null,
        };
}
