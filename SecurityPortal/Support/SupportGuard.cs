using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.Support;

/// <summary>
/// Decides on every call whether a session may act for support, and on whom (ASVS 8.2.1, 8.3.1, 8.3.2). Roles are read from the
/// database with the session, so a revoked role is gone immediately, on open pages too.
/// </summary>
internal sealed class SupportGuard(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Enrolments enrolments, StaffMethods staff,
    AuditLogWriter log, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>Returns the agent, or why the session has none.</summary>
    public async Task<(Agent? Agent, SupportFault? Fault)> CheckAsync(
        PortalDbContext db, Guid sessionId, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return (null, SupportFault.SessionEnded);
        }

        if (!session.IsStaff)
        {
            return (null, SupportFault.NotStaff);
        }

        // The method that opened the session must still be on: a key that was removed from the account opens nothing more,
        // and neither does one that policy no longer allows.
        var enrolled = await enrolments.ListAsync(db, session.UserId, cancellationToken);
        foreach (var step in session.AuthenticationMethods.Split(',').Append(session.ConfirmedBy))
        {
            if (await staff.HasAsync(db, session, enrolled, step, cancellationToken))
            {
                return (new(session, PortalRoles.Rank(session.Roles)), null);
            }
        }

        return (null, SupportFault.NeedsStaffSignIn);
    }

    /// <summary>As <see cref="CheckAsync(PortalDbContext, Guid, CancellationToken)"/>, outside a transaction.</summary>
    public async Task<(Agent? Agent, SupportFault? Fault)> CheckAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await CheckAsync(db, sessionId, cancellationToken);
    }

    /// <summary>Whether the agent's own security key was used recently enough to do something (ASVS 8.4.2).</summary>
    public bool IsConfirmed(Agent agent) =>
        staff.Serves(agent.Session.ConfirmedBy) && clock.GetUtcNow() - agent.Session.ConfirmedAt < options.Value.ConfirmLifetime;

    /// <summary>Returns why the agent may not act on this person, such as themselves, a peer or a senior; null when they may.</summary>
    public static async Task<SupportFault?> CheckTargetAsync(
        PortalDbContext db, Agent agent, string userId, CancellationToken cancellationToken)
    {
        if (userId == agent.Id)
        {
            return SupportFault.OwnAccount;
        }

        return await RankAsync(db, userId, cancellationToken) switch
        {
            null => SupportFault.NotFound,
            { } rank when rank >= agent.Rank => SupportFault.TooHigh,
            _ => null,
        };
    }

    /// <summary>Returns the person's current rank; null when the account no longer exists.</summary>
    public static async Task<int?> RankAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var roles = await db.Users.Where(user => user.Id == userId)
            .Select(user => (
                from membership in db.UserRoles
                join role in db.Roles on membership.RoleId equals role.Id
                where membership.UserId == user.Id
                select role.Name!).ToList())
            .FirstOrDefaultAsync(cancellationToken);
        return roles is null ? null : PortalRoles.Rank(roles);
    }

    /// <summary>
    /// Whether a request made earlier still counts: the agent may have lost the role, or the account may have been disabled or
    /// locked since, and the person may have been given a role.
    /// </summary>
    public static async Task<bool> MayStillAsync(
        PortalDbContext db, string agentId, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await RankAsync(db, agentId, cancellationToken) > await RankAsync(db, userId, cancellationToken)
            && !(await db.AccountStateAsync(agentId, now, cancellationToken)).IsClosed();

    /// <inheritdoc cref="BeginAsync(Guid, string, string, bool, long?, CancellationToken)"/>
    public Task<(SupportChange? Change, SupportFault? Fault)> BeginAsync(
        Guid sessionId, string userId, string what, bool withKey, CancellationToken cancellationToken) =>
        BeginAsync(sessionId, userId, what, withKey, number: null, cancellationToken);

    /// <summary>
    /// Begins a transaction for an agent's change to a person. Checks agent and person again inside it.
    /// </summary>
    /// <param name="what">The attempted action, for the audit entry of a refusal.</param>
    /// <param name="withKey">Whether the agent's own key must have been used recently.</param>
    /// <param name="number">The case number, if the change belongs to a case.</param>
    public async Task<(SupportChange? Change, SupportFault? Fault)> BeginAsync(
        Guid sessionId, string userId, string what, bool withKey, long? number, CancellationToken cancellationToken)
    {
        var (found, none) = await CheckAsync(sessionId, cancellationToken);
        if (found is null)
        {
            return (null, none);
        }

        SupportFault? fault;
        await using (var probe = await factory.CreateDbContextAsync(cancellationToken))
        {
            fault = await CheckTargetAsync(probe, found, userId, cancellationToken);
        }

        if (fault is null)
        {
            var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
            try
            {
                var (agent, gone) = await CheckAsync(transaction.Db, sessionId, cancellationToken);
                fault = agent is null ? gone : await CheckTargetAsync(transaction.Db, agent, userId, cancellationToken);
                fault ??= withKey && !IsConfirmed(agent!) ? SupportFault.NeedsConfirmation : null;
                if (fault is null)
                {
                    return (new(transaction, agent!), null);
                }

                await transaction.DisposeAsync();
            }
            catch
            {
                await transaction.DisposeAsync();
                throw;
            }
        }

        await DenyAsync(found, userId, what, fault.Value, number, cancellationToken);
        return (null, fault);
    }

    /// <inheritdoc cref="DenyAsync(Agent, string, string, SupportFault, long?, CancellationToken)"/>
    public Task<SupportResult> DenyAsync(
        Agent agent, string userId, string what, SupportFault fault, CancellationToken cancellationToken) =>
        DenyAsync(agent, userId, what, fault, number: null, cancellationToken);

    /// <summary>Logs that an agent was refused something, and returns the refusal.</summary>
    /// <param name="number">The case number, if the change belongs to a case.</param>
    public async Task<SupportResult> DenyAsync(
        Agent agent, string userId, string what, SupportFault fault, long? number, CancellationToken cancellationToken)
    {
        await log.AppendAsync(agent.AuditEvent(userId, AuditEvents.SupportDenied, $"{what}: {fault}", number), cancellationToken);
        return SupportResult.Refuse(fault);
    }
}
