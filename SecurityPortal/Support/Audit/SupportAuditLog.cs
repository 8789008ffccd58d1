using SecurityPortal.Audit;
using SecurityPortal.Support.People;

namespace SecurityPortal.Support.Audit;

/// <summary>
/// Lets support staff read and verify the whole log, which nobody can change. Reading a page is counted and logged; names of
/// people whom the agent has not worked with are masked.
/// </summary>
internal sealed class SupportAuditLog(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, PersonAccess access, AgentTallies tallies,
    AuditLogVerifier verifier, AuditLogWriter log, IOptions<SupportOptions> options)
{
    /// <summary>Entries per page.</summary>
    public const int PageSize = 50;

    /// <summary>Returns a page of entries, newest first.</summary>
    /// <param name="before">Only entries older than this one; null for the newest.</param>
    public async Task<(IReadOnlyList<SupportAuditEntry> Entries, SupportFault? Fault)> ListAsync(
        Guid sessionId, AuditFilter filter, long? before = null, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return ([], fault);
        }

        if (!await tallies.TryCountAsync(db, agent.Id, AgentTallies.LogPages, options.Value.LogPagesPerHour, cancellationToken))
        {
            await guard.DenyAsync(agent, "", "read the log", SupportFault.TooManyLookups, cancellationToken);
            return ([], SupportFault.TooManyLookups);
        }

        var rows = await filter.Apply(db, db.Set<AuditLogEntry>().AsNoTracking())
            .Where(entry => before == null || entry.Sequence < before)
            .OrderByDescending(entry => entry.Sequence).Take(PageSize).ToListAsync(cancellationToken);
        await log.AppendAsync(agent.AuditEvent("", AuditEvents.LogRead, filter.Describe()), cancellationToken);
        var known = await access.KnownAsync(db, agent, rows.Select(row => row.UserId), cancellationToken);
        return ([.. (await NamedAsync(db, rows, cancellationToken))
            .Select(entry => known.Contains(entry.UserId) || entry.Person.Length == 0 ? entry : entry with { Person = PersonAccess.Masked(entry.Person) })], null);
    }

    /// <summary>Verifies the whole chain; null when the session may not.</summary>
    public async Task<LogCheck?> VerifyAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        var (agent, _) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return null;
        }

        var check = await verifier.VerifyAsync(cancellationToken: cancellationToken);
        await log.AppendAsync(agent.AuditEvent("", AuditEvents.LogVerified, check is LogCheck.Intact ? "intact" : "BROKEN"), cancellationToken);
        return check;
    }

    /// <summary>Adds the names of the people that entries are about, and of those who acted.</summary>
    public static async Task<IReadOnlyList<SupportAuditEntry>> NamedAsync(
        PortalDbContext db, IReadOnlyList<AuditLogEntry> rows, CancellationToken cancellationToken)
    {
        var names = await StaffNames.FindAsync(
            db, rows.SelectMany(row => new[] { row.UserId, SupportActor.Read(row.Actor).Id }), cancellationToken);
        return [.. rows.Select(row =>
        {
            var (actor, number) = SupportActor.Read(row.Actor);
            var (detail, ofPerson) = LogDetails.Read(row.Event, row.Actor, row.Detail);
            return new SupportAuditEntry
            {
                Sequence = row.Sequence,
                At = row.At,
                UserId = row.UserId,
                Person = names.GetValueOrDefault(row.UserId, ""),
                Actor = names.GetValueOrDefault(actor, actor),
                CaseNumber = number ?? ofPerson,
                Event = row.Event,
                Detail = detail,
                Address = row.Address,
                UserAgent = row.UserAgent,
            };
        })];
    }
}
