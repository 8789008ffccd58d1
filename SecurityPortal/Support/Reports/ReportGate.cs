using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Support.Reports;

/// <summary>
/// Lets leads read and export reports, which tell of everybody: each reading is counted and logged, and an export needs the
/// lead's own key besides.
/// </summary>
internal sealed class ReportGate(SupportGuard guard, AgentTallies tallies, AuditLogWriter log, IOptions<SupportOptions> options)
{
    /// <summary>Null when the session may read a report now, which is counted and logged.</summary>
    /// <param name="what">What is read, in words of the program.</param>
    public Task<SupportFault?> ReadAsync(PortalDbContext db, Guid sessionId, string what, CancellationToken cancellationToken) =>
        PassAsync(db, sessionId, "read a report", AuditEvents.ReportRead, what, export: false, cancellationToken);

    /// <summary>The same for taking one out as a file.</summary>
    public Task<SupportFault?> ExportAsync(PortalDbContext db, Guid sessionId, string what, CancellationToken cancellationToken) =>
        PassAsync(db, sessionId, "export a report", AuditEvents.ReportExported, what, export: true, cancellationToken);

    /// <summary>Why the session may not read reports; null when it may. Nothing is counted.</summary>
    public async Task<SupportFault?> CheckAsync(Guid sessionId, bool export, CancellationToken cancellationToken = default)
    {
        var (agent, fault) = await guard.CheckAsync(sessionId, cancellationToken);
        return agent is null ? fault : Fault(agent, export);
    }

    private async Task<SupportFault?> PassAsync(
        PortalDbContext db, Guid sessionId, string tried, string entry, string what, bool export, CancellationToken cancellationToken)
    {
        var (agent, none) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return none;
        }

        var (kind, max) = export
            ? (AgentTallies.Exports, options.Value.ExportsPerHour)
            : (AgentTallies.Reports, options.Value.ReportsPerHour);
        var fault = Fault(agent, export);
        if (fault is null && !await tallies.TryCountAsync(db, agent.Id, kind, max, cancellationToken))
        {
            fault = export ? SupportFault.TooManyActions : SupportFault.TooManyLookups;
        }

        if (fault is { } wrong)
        {
            await guard.DenyAsync(agent, "", tried, wrong, cancellationToken);
            return wrong;
        }

        await log.AppendAsync(agent.Activity("", entry, what), cancellationToken);
        return null;
    }

    private SupportFault? Fault(Agent agent, bool export) =>
        !agent.IsLead ? SupportFault.NotLead : export && !guard.IsConfirmed(agent) ? SupportFault.NeedsConfirmation : null;
}
