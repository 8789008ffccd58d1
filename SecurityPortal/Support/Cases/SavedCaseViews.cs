namespace SecurityPortal.Support.Cases;

/// <summary>
/// Stores each agent's own views of the list of cases. A view holds no cases: <see cref="CaseQueue"/> lists them each time, with
/// the rights and limits of the agent who is looking.
/// </summary>
internal sealed class SavedCaseViews(IDbContextFactory<PortalDbContext> factory, SupportGuard guard, TimeProvider clock)
{
    private const int MaxIdLength = 450;

    /// <summary>Returns the agent's own views by name, or why they cannot be shown.</summary>
    public async Task<(IReadOnlyList<SavedCaseViewLine> Views, SupportFault? Fault)> ListAsync(
        Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        return agent is null
            ? ([], fault)
            : (await db.Set<SavedCaseView>().Where(view => view.AgentId == agent.Id).OrderBy(view => view.Name)
                .Select(view => new SavedCaseViewLine(view.Id, view.Name, new(view.Filter, null, view.Sort, 1, view.AssignedTo)))
                .ToListAsync(cancellationToken), null);
    }

    /// <summary>Saves a view, overwriting one of the same name.</summary>
    /// <param name="name">At most <see cref="SavedCaseView.MaxName"/> characters.</param>
    /// <param name="request">Its filter, order and agent; the rest is not stored.</param>
    public Task<SupportResult> SaveAsync(
        Guid sessionId, string? name, CaseListRequest request, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, async (db, agentId) =>
        {
            if (SupportText.Line(name, SavedCaseView.MaxName) is not { } clean
                || !Enum.IsDefined(request.Filter) || !Enum.IsDefined(request.Sort) || request.AssignedTo?.Length > MaxIdLength)
            {
                return SupportResult.Refuse(SupportFault.InvalidInput);
            }

            var own = db.Set<SavedCaseView>().Where(view => view.AgentId == agentId);
            if (await own.Where(view => view.Name == clean).ExecuteUpdateAsync(
                set => set
                    .SetProperty(view => view.Filter, request.Filter)
                    .SetProperty(view => view.Sort, request.Sort)
                    .SetProperty(view => view.AssignedTo, request.AssignedTo),
                cancellationToken) > 0)
            {
                return new SupportResult.Done();
            }

            if (await own.CountAsync(cancellationToken) >= SavedCaseView.MaxCount)
            {
                return SupportResult.Refuse(SupportFault.TooMany);
            }

            var id = Guid.CreateVersion7(clock.GetUtcNow());
            db.Add(new SavedCaseView
            {
                Id = id,
                AgentId = agentId,
                Name = clean,
                Filter = request.Filter,
                Sort = request.Sort,
                AssignedTo = request.AssignedTo,
            });
            return new SupportResult.Done(id);
        }, cancellationToken);

    /// <summary>Removes one of the agent's own views.</summary>
    public Task<SupportResult> RemoveAsync(Guid sessionId, Guid id, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, async (db, agentId) =>
            await db.Set<SavedCaseView>().Where(view => view.Id == id && view.AgentId == agentId).ExecuteDeleteAsync(cancellationToken) == 1
                ? new SupportResult.Done(id)
                : SupportResult.Refuse(SupportFault.NotFound), cancellationToken);

    // One change per agent at a time, so that the limit holds.
    private async Task<SupportResult> ChangeAsync(
        Guid sessionId, Func<PortalDbContext, string, Task<SupportResult>> change, CancellationToken cancellationToken)
    {
        var (found, none) = await guard.CheckAsync(sessionId, cancellationToken);
        if (found is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, found.Id, cancellationToken);
        var (agent, gone) = await guard.CheckAsync(transaction.Db, sessionId, cancellationToken);
        if (agent is null)
        {
            return SupportResult.Refuse(gone!.Value);
        }

        var result = await change(transaction.Db, agent.Id);
        if (result is SupportResult.Done)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }
}
