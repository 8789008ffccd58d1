using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>
/// Decides at every call whether a session may change methods. It must be alive, and confirmed recently by a method strong
/// enough for what protects the account.
/// </summary>
internal sealed class StepUpGuard(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments, MethodCatalogue catalogue,
    PolicyDeadlines deadlines, TimeProvider clock) : IReauthenticationGuard
{
    /// <summary>How long a person who signed in with a temporary pass has to turn a method on: they cannot confirm again.</summary>
    private static readonly TimeSpan PassSession = TimeSpan.FromHours(1);

    /// <summary>Returns the session and the person's methods, or why it may not change them.</summary>
    /// <param name="evenIfFrozen">For changes that are also allowed after "This wasn't me", such as a new password.</param>
    /// <param name="enrolling">For turning a method on, which is all that a person who must enrol can do
    /// (<see cref="PolicyDeadlines"/>).</param>
    public async Task<(GuardedSession? Session, MethodFault? Fault)> CheckAsync(
        Guid sessionId, CancellationToken cancellationToken, bool evenIfFrozen = false, bool enrolling = false)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await CheckAsync(db, sessionId, evenIfFrozen, enrolling, cancellationToken);
    }

    /// <summary>
    /// Opens the transaction of a change and runs the checks inside it, so nothing that another tab or node does can come
    /// between the check and the change.
    /// </summary>
    /// <param name="evenIfFrozen">See <see cref="CheckAsync(Guid, CancellationToken, bool, bool)"/>.</param>
    /// <param name="enrolling">See <see cref="CheckAsync(Guid, CancellationToken, bool, bool)"/>.</param>
    public async Task<(GuardedChange? Change, MethodFault? Fault)> BeginChangeAsync(
        Guid sessionId, CancellationToken cancellationToken, bool evenIfFrozen = false, bool enrolling = false)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } found)
        {
            return (null, MethodFault.SessionEnded);
        }

        var transaction = await PersonTransaction.BeginAsync(factory, found.UserId, cancellationToken);
        try
        {
            var (session, fault) = await CheckAsync(transaction.Db, sessionId, evenIfFrozen, enrolling, cancellationToken);
            if (session is not null)
            {
                return (new(transaction, session.Session, session.Enrolled), null);
            }

            await transaction.DisposeAsync();
            return (null, fault);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ending sessions and forgetting devices is also allowed after "This wasn't me": it only helps the owner.</summary>
    async Task<ReauthenticatedChange?> IReauthenticationGuard.BeginAsync(Guid sessionId, CancellationToken cancellationToken) =>
        (await BeginChangeAsync(sessionId, cancellationToken, evenIfFrozen: true)).Change is { } change
            ? new(change.Transaction, change.Session)
            : null;

    /// <summary>
    /// Whether a second step with this method is enough to change methods. With two-factor on, there must be a second step; a
    /// text message is not enough when something stronger is on, and approval by another session never is (ASVS 7.5.1; OWASP
    /// MFA: an existing factor, not the session).
    /// </summary>
    public bool IsStrongEnough(string? secondStep, EnrolledMethods enrolled)
    {
        if (!enrolled.AsksSecondStep)
        {
            return true;
        }

        return catalogue.Find(secondStep)?.Description is { ProvesPossession: true } method
            && (method.Strength != MethodStrength.Basic || enrolled.Strongest <= MethodStrength.Basic);
    }

    private async Task<(GuardedSession? Session, MethodFault? Fault)> CheckAsync(
        PortalDbContext db, Guid sessionId, bool evenIfFrozen, bool enrolling, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return (null, MethodFault.SessionEnded);
        }

        var now = clock.GetUtcNow();
        if (!evenIfFrozen
            && await db.Set<Person>().AnyAsync(
                person => person.UserId == session.UserId && person.FrozenUntil > now, cancellationToken))
        {
            return (null, MethodFault.Frozen);
        }

        var enrolled = await enrolments.ListAsync(db, session.UserId, cancellationToken);
        if (!enrolling && session.MustEnrolSince is not null && !enrolled.IsTwoFactorOn)
        {
            return (null, MethodFault.MustEnrolFirst);
        }

        var isConfirmed = !session.IsOnPass
            && sessions.IsConfirmedRecently(session) && IsStrongEnough(session.ConfirmedBy, enrolled);
        if (isConfirmed && !enrolling
            && await deadlines.FindAsync(db, session, enrolled, cancellationToken) is { HasPassed: true })
        {
            return (null, MethodFault.MustEnrolFirst);
        }

        return isConfirmed || (enrolling && session.IsOnPass && now - session.CreatedAt < PassSession)
            ? (new(session, enrolled), null)
            : (null, MethodFault.NeedsConfirmation);
    }
}
