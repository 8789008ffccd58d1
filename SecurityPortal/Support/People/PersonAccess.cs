using SecurityPortal.Accounts.Email;
using SecurityPortal.Audit;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.People;

/// <summary>
/// Counts and logs whom an agent looks at. Once an hour for each person: going back to somebody, and an open page that reads
/// itself again, are the same look. Whom an agent has nothing to do with is masked in lists (ASVS 2.4.1, 8.2.2).
/// </summary>
internal sealed class PersonAccess(
    SupportGuard guard, AgentTallies tallies, AuditLogWriter log, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>Null when the agent may look at the person, which is counted and logged; every reading of one asks this.</summary>
    /// <param name="number">The number of the case that is looked at.</param>
    public async Task<SupportFault?> OpenAsync(
        PortalDbContext db, Agent agent, string userId, long? number, CancellationToken cancellationToken)
    {
        if (await Looks(db, agent.Id).AnyAsync(entry => entry.UserId == userId, cancellationToken))
        {
            return null;
        }

        if (!await tallies.TryCountAsync(db, agent.Id, AgentTallies.People, options.Value.PeoplePerHour, cancellationToken))
        {
            await guard.DenyAsync(agent, userId, "open a person", SupportFault.TooManyLookups, number, cancellationToken);
            return SupportFault.TooManyLookups;
        }

        await log.AppendAsync(agent.AuditEvent(userId, AuditEvents.Viewed, number: number), cancellationToken);
        return null;
    }

    /// <summary>
    /// Of these people, those whom the agent knows: from a look in this hour, or from a case they worked on. A lead knows
    /// all. Taking, closing or sorting cases is no work on them: somebody who does it to a whole list would read all its
    /// names.
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

    /// <summary>A name as it stands in a list for somebody who does not know the person.</summary>
    public static string Masked(string name) => name.Contains('@', StringComparison.Ordinal)
        ? EmailAddress.Masked(name)
        : $"{StringInfo.GetNextTextElement(name)}•••";

    // The log itself says who looked: an agent cannot have looked without an entry.
    private IQueryable<AuditLogEntry> Looks(PortalDbContext db, string agentId)
    {
        var since = clock.GetUtcNow() - AgentTallies.Period;
        var inCases = $"{agentId}/";
        return db.Set<AuditLogEntry>().Where(entry => entry.Event == AuditEvents.Viewed && entry.At > since
            && (entry.Actor == agentId || entry.Actor.StartsWith(inCases)));
    }
}
