namespace SecurityPortal.Support.Cases;

/// <summary>
/// Applies one change to many cases in a list, each under the same rules and with the same log entry as a single change. Counted,
/// so that nobody can empty the queue with a series of clicks.
/// </summary>
internal sealed class CaseBatch(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseService cases, CaseAssignments assignments, AgentTallies tallies,
    IOptions<SupportOptions> options)
{
    /// <summary>The most cases per batch: those of one page.</summary>
    public const int Max = CaseQueue.PageSize;

    /// <summary>Closes cases: agents those assigned to them, leads any.</summary>
    public Task<CaseBatchResult> CloseAsync(
        Guid sessionId, IReadOnlyCollection<Guid> caseIds, CancellationToken cancellationToken = default) =>
        DoAsync(sessionId, caseIds, "close a case", (agent, row) => agent.IsLead || row.AssignedTo == agent.Id
            ? cases.CloseAsync(sessionId, row.Id, cancellationToken)
            : Task.FromResult(SupportResult.Refuse(SupportFault.NotYours)), isComplete: _ => true, cancellationToken);

    /// <summary>Assigns cases to someone; agents can hand over their own and take unassigned ones.</summary>
    /// <param name="to">The id of the new assignee.</param>
    /// <param name="note">The handover note; not needed by agents who take cases themselves.</param>
    public Task<CaseBatchResult> AssignAsync(
        Guid sessionId, IReadOnlyCollection<Guid> caseIds, string to, string? note, CancellationToken cancellationToken = default) =>
        DoAsync(
            sessionId, caseIds, "hand over a case",
            (agent, row) => to == agent.Id && (agent.IsLead || row.AssignedTo is null)
                ? assignments.TakeAsync(sessionId, row.Id, row.AssignedTo, cancellationToken)
                : assignments.HandOverAsync(sessionId, row.Id, row.AssignedTo, to, note, cancellationToken),
            agent => to == agent.Id || SupportText.Paragraphs(note, CaseNote.MaxText) is not null, cancellationToken);

    private async Task<CaseBatchResult> DoAsync(
        Guid sessionId, IReadOnlyCollection<Guid> caseIds, string what, Func<Agent, SupportCase, Task<SupportResult>> act,
        Func<Agent, bool> isComplete, CancellationToken cancellationToken)
    {
        var (agent, none) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return new(0, [], none);
        }

        var wanted = caseIds.Distinct().ToList();
        if (wanted.Count is 0 or > Max || !isComplete(agent))
        {
            return new(0, [], SupportFault.InvalidInput);
        }

        List<SupportCase> rows;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            rows = await db.Set<SupportCase>().AsNoTracking().Where(row => wanted.Contains(row.Id)).OrderBy(row => row.Number)
                .ToListAsync(cancellationToken);
        }

        var done = 0;
        List<CaseRefusal> refused = [];
        foreach (var row in rows)
        {
            if (!await CountAsync(agent, cancellationToken))
            {
                await guard.DenyAsync(agent, row.UserId, what, SupportFault.TooManyActions, row.Number, cancellationToken);
                return new(done, refused, SupportFault.TooManyActions);
            }

            switch (await act(agent, row))
            {
                case SupportResult.Refused no:
                    refused.Add(new(row.Number, no.Fault));
                    break;
                default:
                    done++;
                    break;
            }
        }

        return new(done, refused, null);
    }

    private async Task<bool> CountAsync(Agent agent, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await tallies.TryCountAsync(
            db, agent.Id, AgentTallies.ListChanges, options.Value.ListChangesPerHour, cancellationToken);
    }
}
