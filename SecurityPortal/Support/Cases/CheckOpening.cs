using SecurityPortal.Audit;

namespace SecurityPortal.Support.Cases;

/// <summary>Begins every check: finds the agent, the case and the person, and writes the audit entry.</summary>
internal sealed class CheckOpening(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CheckDestinations destinations, AuditLogWriter log)
{
    /// <summary>Returns the check, or why it cannot begin.</summary>
    /// <param name="what">The attempted check, for the audit entry of a refusal.</param>
    public async Task<(CheckUnderWay? Check, SupportFault? Fault)> BeginAsync(
        Guid sessionId, Guid caseId, string what, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, none) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, none);
        }

        if (await db.Set<SupportCase>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == caseId, cancellationToken) is not { } found)
        {
            return (null, SupportFault.NotFound);
        }

        if (await SupportGuard.CheckTargetAsync(db, agent, found.UserId, cancellationToken) is { } fault)
        {
            await guard.DenyAsync(agent, found.UserId, what, fault, found.Number, cancellationToken);
            return (null, fault);
        }

        return found.ClosedAt is null ? (new(agent, caseId, found.Number, found.UserId), null) : (null, SupportFault.CaseClosed);
    }

    /// <summary>Returns where a check of this kind can reach the person, or why it cannot.</summary>
    public async Task<(CheckDestination? Destination, SupportFault? Fault)> FindAsync(
        string userId, CheckKind kind, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await destinations.FindAsync(db, userId, kind, cancellationToken);
    }

    /// <inheritdoc cref="SupportGuard.DenyAsync(Agent, string, string, SupportFault, long?, CancellationToken)"/>
    public Task<SupportResult> DenyAsync(CheckUnderWay check, string what, SupportFault fault, CancellationToken cancellationToken) =>
        guard.DenyAsync(check.Agent, check.UserId, what, fault, check.Number, cancellationToken);

    /// <summary>Logs an event of the check, in the transaction that stores it.</summary>
    public Task LogAsync(
        PersonTransaction transaction, CheckUnderWay check, AuditEventType what, string detail, CancellationToken cancellationToken) =>
        log.AppendAsync(transaction.Db, check.Agent.AuditEvent(check.UserId, what, detail, check.Number), cancellationToken);
}
