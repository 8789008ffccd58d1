using SecurityPortal.Audit;

namespace SecurityPortal.Support.Cases;

/// <summary>Stores the texts that agents insert into notes. All support staff can read them; leads write them.</summary>
internal sealed class NoteTemplates(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>Returns all templates by name, or why they cannot be shown.</summary>
    public async Task<(IReadOnlyList<NoteTemplateView> Templates, SupportFault? Fault)> ListAsync(
        Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        return agent is null
            ? ([], fault)
            : (await db.Set<NoteTemplate>().OrderBy(row => row.Name).ThenBy(row => row.Id)
                .Select(row => new NoteTemplateView(row.Id, row.Name, row.Text)).ToListAsync(cancellationToken), null);
    }

    /// <summary>Saves a template; without an id, a new one. The result carries its id.</summary>
    /// <param name="name">At most <see cref="NoteTemplate.MaxName"/> characters.</param>
    /// <param name="text">At most <see cref="CaseNote.MaxText"/> characters.</param>
    public Task<SupportResult> SaveAsync(
        Guid sessionId, Guid? id, string? name, string? text, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, "write a template", AuditEvents.TemplateChanged, async (db, agent) =>
        {
            if (SupportText.Line(name, NoteTemplate.MaxName) is not { } cleanName
                || SupportText.Paragraphs(text, CaseNote.MaxText) is not { } cleanText)
            {
                return (null, SupportFault.InvalidInput);
            }

            var now = clock.GetUtcNow();
            if (id is { } known)
            {
                return await db.Set<NoteTemplate>().Where(row => row.Id == known).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Name, cleanName).SetProperty(row => row.Text, cleanText)
                        .SetProperty(row => row.ChangedBy, agent.Id).SetProperty(row => row.ChangedAt, now),
                    cancellationToken) == 1 ? ((known, cleanName), null) : (null, SupportFault.NotFound);
            }

            if (await db.Set<NoteTemplate>().CountAsync(cancellationToken) >= NoteTemplate.MaxCount)
            {
                return (null, SupportFault.TooMany);
            }

            var row = new NoteTemplate
            {
                Id = Guid.CreateVersion7(now),
                Name = cleanName,
                Text = cleanText,
                ChangedBy = agent.Id,
                ChangedAt = now,
            };
            db.Add(row);
            return ((row.Id, cleanName), null);
        }, cancellationToken);

    public Task<SupportResult> RemoveAsync(Guid sessionId, Guid id, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, "remove a template", AuditEvents.TemplateRemoved, async (db, _) =>
        {
            var row = await db.Set<NoteTemplate>().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (row is null)
            {
                return (null, SupportFault.NotFound);
            }

            db.Remove(row);
            return ((row.Id, row.Name), null);
        }, cancellationToken);

    private async Task<SupportResult> ChangeAsync(
        Guid sessionId, string what, AuditEventType entry,
        Func<PortalDbContext, Agent, Task<((Guid Id, string Name)? Done, SupportFault? Fault)>> write, CancellationToken cancellationToken)
    {
        var (agent, none) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        if (!agent.IsLead)
        {
            return await guard.DenyAsync(agent, "", what, SupportFault.NotLead, cancellationToken);
        }

        return await AdvisoryLocks.RetryOnConflictAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

            // Locking the head of the log serialises changes; the log entry needs that lock anyway.
            await AuditLogWriter.LockHeadAsync(db, append: 0, cancellationToken);
            var (done, fault) = await write(db, agent);
            if (done is not var (id, name))
            {
                return SupportResult.Refuse(fault!.Value);
            }

            await db.SaveChangesAsync(cancellationToken);
            await log.AppendAsync(db, agent.AuditEvent("", entry, name), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new SupportResult.Done(id);
        });
    }
}
