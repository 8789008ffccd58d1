using SecurityPortal.Audit;

namespace SecurityPortal.Support.Reports;

/// <summary>
/// Lets leads read and export reports, which cover everyone: each reading is counted and logged, and an export also needs the
/// lead's own key.
/// </summary>
internal sealed class ReportGate(SupportGuard guard, AgentTallies tallies, AuditLogWriter log, IOptions<SupportOptions> options)
{
    /// <summary>Returns null when the session may read a report now, which is counted and logged.</summary>
    /// <param name="what">What is read, as identifiers for the log.</param>
    public async Task<SupportFault?> ReadAsync(PortalDbContext db, Guid sessionId, string what, CancellationToken cancellationToken) =>
        (await PassAsync(db, sessionId, "read a report", AuditEvents.ReportRead, what, withKey: false,
            (AgentTallies.Reports, options.Value.ReportsPerHour), SupportFault.TooManyLookups, cancellationToken)).Fault;

    /// <summary>The same for exporting a report as a file.</summary>
    public async Task<SupportFault?> ExportAsync(PortalDbContext db, Guid sessionId, string what, CancellationToken cancellationToken) =>
        (await PassAsync(db, sessionId, "export a report", AuditEvents.ReportExported, what, withKey: true,
            (AgentTallies.Exports, options.Value.ExportsPerHour), SupportFault.TooManyActions, cancellationToken)).Fault;

    /// <summary>
    /// The same for reminding everyone on a list; returns the id of the lead, or why not. Needs a key, as an export does: it
    /// writes to very many people in the portal's name.
    /// </summary>
    public async Task<(string? LeadId, SupportFault? Fault)> RemindAsync(
        PortalDbContext db, Guid sessionId, string what, CancellationToken cancellationToken)
    {
        var (agent, fault) = await PassAsync(
            db, sessionId, "remind people", AuditEvents.RemindersRequested, what, withKey: true,
            (AgentTallies.Reminders, options.Value.RemindersPerHour), SupportFault.TooManyActions, cancellationToken);
        return (agent?.Id, fault);
    }

    /// <summary>Returns why the session may not read or export reports; null when it may. Counts nothing.</summary>
    public async Task<SupportFault?> CheckAsync(Guid sessionId, bool export, CancellationToken cancellationToken = default)
    {
        var (agent, fault) = await guard.CheckAsync(sessionId, cancellationToken);
        return agent is null ? fault : Fault(agent, export);
    }

    private async Task<(Agent? Agent, SupportFault? Fault)> PassAsync(
        PortalDbContext db, Guid sessionId, string tried, AuditEventType entry, string what, bool withKey, (string Kind, int Max) cap,
        SupportFault tooMany, CancellationToken cancellationToken)
    {
        var (agent, none) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, none);
        }

        var fault = Fault(agent, withKey);
        if (fault is null && !await tallies.TryCountAsync(db, agent.Id, cap.Kind, cap.Max, cancellationToken))
        {
            fault = tooMany;
        }

        if (fault is { } wrong)
        {
            await guard.DenyAsync(agent, "", tried, wrong, cancellationToken);
            return (null, wrong);
        }

        await log.AppendAsync(agent.AuditEvent("", entry, what), cancellationToken);
        return (agent, null);
    }

    private SupportFault? Fault(Agent agent, bool export) =>
        !agent.IsLead ? SupportFault.NotLead : export && !guard.IsConfirmed(agent) ? SupportFault.NeedsConfirmation : null;
}
