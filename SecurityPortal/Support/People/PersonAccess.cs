using SecurityPortal.Accounts.Email;
using SecurityPortal.Audit;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.People;

/// <summary>
/// Counts and logs which people an agent looks at or is refused, once an hour for each person: going back to someone, and an open
/// page that reloads, are the same look. Lists mask people whom the agent has not worked with (ASVS 2.4.1, 8.2.2).
/// </summary>
internal sealed class PersonAccess(
    SupportGuard guard, AgentTallies tallies, AuditLogWriter log, IOptions<SupportOptions> options, TimeProvider clock)
{
    private const string OpenPerson = "open a person";

    /// <summary>Returns null when the agent may look at the person, which is counted and logged. Each read of a person calls it.</summary>
    /// <param name="number">The number of the case that is opened; null for the page of the person.</param>
    public async Task<SupportFault?> OpenAsync(
        PortalDbContext db, Agent agent, string userId, long? number, CancellationToken cancellationToken)
    {
        if (await Looks(db, agent.Id).AnyAsync(entry => entry.UserId == userId, cancellationToken))
        {
            return null;
        }

        if (!await tallies.TryCountAsync(db, agent.Id, AgentTallies.People, options.Value.PeoplePerHour, cancellationToken))
        {
            if (!await OfAgent(db, AuditEvents.SupportDenied, agent.Id)
                .AnyAsync(entry => entry.UserId == userId && entry.Detail.StartsWith(OpenPerson), cancellationToken))
            {
                await guard.DenyAsync(agent, userId, OpenPerson, SupportFault.TooManyLookups, number, cancellationToken);
            }

            return SupportFault.TooManyLookups;
        }

        await log.AppendAsync(agent.AuditEvent(userId, AuditEvents.Viewed, number: number), cancellationToken);
        return null;
    }

    /// <summary>
    /// Returns those of these people whom the agent knows: from a look in the last hour, or from a case they worked on. A lead
    /// knows everyone. Taking, closing or prioritising cases does not count as work: doing it to a whole list would otherwise
    /// reveal all its names.
    /// </summary>
    public async Task<IReadOnlySet<string>> KnownAsync(
        PortalDbContext db, Agent agent, IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var asked = userIds.Distinct().ToList();
        if (agent.IsLead)
        {
            return asked.ToHashSet();
        }

        var id = agent.Id;
        var worked = db.Set<SupportCase>().Where(row => asked.Contains(row.UserId) && (row.OpenedBy == id
            || db.Set<Actions.SupportAction>().Any(action => action.CaseId == row.Id && action.AskedBy == id)
            || db.Set<CaseCheck>().Any(check => check.CaseId == row.Id && check.By == id)
            || db.Set<CaseNote>().Any(note => note.CaseId == row.Id && note.By == id
                && (note.Kind == CaseNoteKind.Note || note.Kind == CaseNoteKind.Lost)))).Select(row => row.UserId);
        var looked = Looks(db, id).Where(entry => asked.Contains(entry.UserId)).Select(entry => entry.UserId);
        return (await worked.Union(looked).ToListAsync(cancellationToken)).Append(id).ToHashSet();
    }

    /// <summary>Masks a name for a list that is shown to someone who does not know the person.</summary>
    public static string Masked(string name) => name.Contains('@', StringComparison.Ordinal)
        ? EmailAddress.Masked(name)
        : $"{StringInfo.GetNextTextElement(name)}•••";

    // The log itself shows who looked: no agent can look without leaving an entry.
    private IQueryable<AuditLogEntry> Looks(PortalDbContext db, string agentId) => OfAgent(db, AuditEvents.Viewed, agentId);

    private IQueryable<AuditLogEntry> OfAgent(PortalDbContext db, AuditEventType what, string agentId)
    {
        var since = clock.GetUtcNow() - AgentTallies.Period;
        var inCases = $"{agentId}/";
        return db.Set<AuditLogEntry>().Where(entry => entry.Event == what && entry.At > since
            && (entry.Actor == agentId || entry.Actor.StartsWith(inCases)));
    }
}
