using System.Security.Claims;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor;

/// <summary>Until when a person may go on without two-factor where policy requires it.</summary>
internal sealed class PolicyDeadlines(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments, StaffMethods staff,
    IOptionsMonitor<PolicyOptions> policy, TimeProvider clock) : IEnrolmentDuty
{
    /// <summary>Whether the deadline can concern this person; asks no database.</summary>
    public bool MayConcern(ClaimsPrincipal user) =>
        user.MayHaveToEnrol() || user.Roles().Any(PortalRoles.IsStaff) || policy.CurrentValue.RequiresTwoFactor(user.Roles());

    /// <inheritdoc/>
    public async Task<bool> BindsAsync(PortalDbContext db, LiveSession session, CancellationToken cancellationToken) =>
        (session.IsOnPass || session.MustEnrolSince is not null || session.IsStaff
            || policy.CurrentValue.RequiresTwoFactor(session.Roles))
        && await FindAsync(db, session, await enrolments.ListAsync(db, session.UserId, cancellationToken), cancellationToken)
            is { HasPassed: true };

    /// <summary>The deadline of the session's person; null when there is none, or two-factor is on.</summary>
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

        // A person who may not turn a method on, because a notification was answered, is not told to.
        if (session.FrozenUntil is { } frozen && frozen > now && frozen > due)
        {
            due = frozen;
        }

        return new(due, due <= now, EnrolmentCause.Policy);
    }

    // No freeze puts these off: until there is a method, a password alone would open all the rest.
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
