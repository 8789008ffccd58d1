using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Sessions;

namespace SecurityPortal.Methods;

/// <summary>Until when a person may go on without two-factor where policy requires it.</summary>
internal sealed class PolicyDeadlines(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments,
    IOptionsMonitor<PolicyOptions> policy, TimeProvider clock)
{
    /// <summary>Whether the deadline can concern anybody with these roles; asks no database.</summary>
    public bool MayConcern(IEnumerable<string> roles) => policy.CurrentValue.RequiresTwoFactor(roles);

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
        if (enrolled.IsTwoFactorOn || !MayConcern(session.Roles))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await db.Set<Person>().Where(row => row.UserId == session.UserId && row.TwoFactorRequiredSince == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TwoFactorRequiredSince, now), cancellationToken);
        var person = await db.Set<Person>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.UserId == session.UserId, cancellationToken);
        var due = (person?.TwoFactorRequiredSince ?? now) + policy.CurrentValue.GracePeriod;

        // Whoever may not turn a method on, because a notice was answered, is not told to.
        if (person?.FrozenUntil is { } frozen && frozen > now && frozen > due)
        {
            due = frozen;
        }

        return new(due, due <= now);
    }
}

/// <summary>A deadline, and whether it has passed: then the account leads to enrolment and to nothing else.</summary>
public sealed record PolicyDeadline(DateTimeOffset Due, bool HasPassed);
