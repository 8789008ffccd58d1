using SecurityPortal.Audit;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Support.Passes;

namespace SecurityPortal.Support.Cases;

/// <summary>Opens, annotates, closes and reopens cases.</summary>
internal sealed class CaseService(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseOpener opener, AgentTallies tallies, AuditLogWriter log,
    ISignals signals, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Opens a case; the result carries its id. It is idempotent, even for concurrent requests: while this agent has an open case
    /// for this person with the same ticket, reason and losses, the result is that case.
    /// </summary>
    /// <param name="lost">What the caller reports as lost or stolen; null when nobody has asked them yet.</param>
    public async Task<SupportResult> OpenAsync(
        Guid sessionId, string userId, string? ticket, string? reason, LostThings? lost, CancellationToken cancellationToken = default)
    {
        const string what = "open a case";
        var (change, fault) = await guard.BeginAsync(sessionId, userId, what, withKey: false, cancellationToken);
        if (change is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        Guid? opened;
        await using (change)
        {
            if (SupportText.Line(ticket, SupportCase.MaxTicket) is not { } cleanTicket)
            {
                return SupportResult.Refuse(SupportFault.TicketMissing);
            }

            if (SupportText.Line(reason, SupportCase.MaxReason) is not { } cleanReason)
            {
                return SupportResult.Refuse(SupportFault.ReasonMissing);
            }

            if (lost is not { } reported || (reported & ~LostThings.All) != 0)
            {
                return SupportResult.Refuse(SupportFault.LostNotSaid);
            }

            opened = await OpenAsync(change, cleanTicket, cleanReason, reported, cancellationToken);
        }

        return opened is { } id
            ? new SupportResult.Done(id)
            : await guard.DenyAsync(change.Agent, userId, what, SupportFault.TooManyActions, cancellationToken);
    }

    /// <summary>Writes a note.</summary>
    public Task<SupportResult> NoteAsync(
        Guid sessionId, Guid caseId, string? text, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, caseId, "write a note", change =>
        {
            if (SupportText.Paragraphs(text, CaseNote.MaxText) is not { } clean)
            {
                return Task.FromResult<SupportFault?>(SupportFault.InvalidInput);
            }

            Add(change, caseId, CaseNoteKind.Note, clean);
            return Task.FromResult<SupportFault?>(null);
        }, cancellationToken);

    /// <summary>
    /// Records that more is lost or stolen than was first reported. Checks that rest on it no longer count, and a lost phone or
    /// mailbox voids passes that are on their way. A report cannot be taken back.
    /// </summary>
    public Task<SupportResult> ReportLostAsync(
        Guid sessionId, Guid caseId, LostThings lost, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, caseId, "report a loss", async change =>
        {
            var before = await change.Db.Set<SupportCase>().Where(row => row.Id == caseId).Select(row => row.Lost)
                .SingleAsync(cancellationToken);
            if ((lost & ~LostThings.All) != 0 || (lost | before) == before)
            {
                return SupportFault.InvalidInput;
            }

            var all = lost | before;
            await change.Db.Set<SupportCase>().Where(row => row.Id == caseId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Lost, all), cancellationToken);
            Add(change, caseId, CaseNoteKind.Lost, $"{lost & ~before:D}");
            await VoidPassesAsync(change, lost, cancellationToken);
            await LogAsync(change, caseId, AuditEvents.LossReported, $"{lost & ~before}", cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Closes a case that has no pending actions.</summary>
    public Task<SupportResult> CloseAsync(Guid sessionId, Guid caseId, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, caseId, "close a case", async change =>
        {
            if (await CaseQueries.OpenActions(change.Db, clock.GetUtcNow()).AnyAsync(action => action.CaseId == caseId, cancellationToken))
            {
                return SupportFault.ActionPending;
            }

            var (now, by) = (clock.GetUtcNow(), change.Agent.Id);
            await change.Db.Set<SupportCase>().Where(row => row.Id == caseId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ClosedAt, now).SetProperty(row => row.ClosedBy, by), cancellationToken);
            await CaseUrgencies.RefreshAsync(change.Db, caseId, cancellationToken);
            Add(change, caseId, CaseNoteKind.Closed, "");
            await LogAsync(change, caseId, AuditEvents.CaseClosed, "", cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Reopens a closed case, with a reason.</summary>
    public Task<SupportResult> ReopenAsync(
        Guid sessionId, Guid caseId, string? reason, CancellationToken cancellationToken = default) =>
        ChangeAsync(sessionId, caseId, "reopen a case", async change =>
        {
            if (SupportText.Line(reason, SupportCase.MaxReason) is not { } clean)
            {
                return SupportFault.ReasonMissing;
            }

            var now = clock.GetUtcNow();
            if (await change.Db.Set<SupportCase>().Where(row => row.Id == caseId && row.ClosedAt != null).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.ClosedAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.ClosedBy, (string?)null)
                    .SetProperty(row => row.DuplicateOf, (Guid?)null)
                    .SetProperty(row => row.ChangedAt, now),
                cancellationToken) == 0)
            {
                return SupportFault.ChangedMeanwhile;
            }

            await CaseUrgencies.RefreshAsync(change.Db, caseId, cancellationToken);
            Add(change, caseId, CaseNoteKind.Reopened, clean);
            await LogAsync(change, caseId, AuditEvents.CaseReopened, clean, cancellationToken);
            signals.Tell(change.Transaction, caseId);
            return null;
        }, cancellationToken, ofClosed: true);

    /// <summary>Returns the person and the number of a case; null when there is no such case.</summary>
    public async Task<(string UserId, long Number)?> FindAsync(Guid caseId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<SupportCase>().Where(row => row.Id == caseId).Select(row => new { row.UserId, row.Number })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.UserId, found.Number);
    }

    /// <summary>Marks a case as changed, in the caller's transaction; false when it is closed.</summary>
    public async Task<bool> TouchAsync(PersonTransaction transaction, Guid caseId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        signals.Tell(transaction, caseId);
        return await transaction.Db.Set<SupportCase>()
            .Where(row => row.Id == caseId && row.UserId == transaction.UserId && row.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ChangedAt, now), cancellationToken) == 1;
    }

    // A pass that was sent to what is lost now belongs to whoever has it (R14).
    private async Task VoidPassesAsync(SupportChange change, LostThings lost, CancellationToken cancellationToken)
    {
        if ((lost & (LostThings.Phone | LostThings.Mailbox)) != 0)
        {
            await TemporaryPasses.VoidAsync(change.Transaction, clock.GetUtcNow(), cancellationToken);
        }
    }

    // The transaction locks the person's row: of several concurrent requests the others find the case of the first. Null when
    // the agent has opened too many.
    private async Task<Guid?> OpenAsync(
        SupportChange change, string ticket, string reason, LostThings lost, CancellationToken cancellationToken)
    {
        var (db, agent) = (change.Db, change.Agent);
        if (await db.Set<SupportCase>().Where(row => row.UserId == change.UserId && row.OpenedBy == agent.Id
                && row.ClosedAt == null && row.Ticket == ticket && row.Reason == reason && row.Lost == lost)
            .Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken) is { } same)
        {
            return same;
        }

        if (!await tallies.TryCountAsync(db, agent.Id, AgentTallies.Cases, options.Value.CasesPerHour, cancellationToken))
        {
            return null;
        }

        var row = await opener.AddAsync(change.Transaction, agent.Id, ticket, reason, lost, cancellationToken);
        await VoidPassesAsync(change, lost, cancellationToken);
        await log.AppendAsync(db, agent.AuditEvent(change.UserId, AuditEvents.CaseOpened, ticket, row.Number), cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return row.Id;
    }

    /// <summary>
    /// Changes a case in one transaction, which locks its person's row. Commits when <paramref name="write"/> returns null.
    /// </summary>
    /// <param name="what">The attempted change, for the audit entry of a refusal.</param>
    /// <param name="ofClosed">Whether the change applies to closed cases.</param>
    public async Task<SupportResult> ChangeAsync(
        Guid sessionId, Guid caseId, string what, Func<SupportChange, Task<SupportFault?>> write, CancellationToken cancellationToken,
        bool ofClosed = false)
    {
        var (agent, none) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        if (await FindAsync(caseId, cancellationToken) is not var (userId, number))
        {
            return SupportResult.Refuse(SupportFault.NotFound);
        }

        var (change, fault) = await guard.BeginAsync(sessionId, userId, what, withKey: false, number, cancellationToken);
        if (change is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        if (!ofClosed && !await TouchAsync(change.Transaction, caseId, cancellationToken))
        {
            return SupportResult.Refuse(SupportFault.CaseClosed);
        }

        if (await write(change) is { } refused)
        {
            return SupportResult.Refuse(refused);
        }

        await change.Transaction.CommitAsync(cancellationToken);
        return new SupportResult.Done(caseId);
    }

    /// <summary>Adds an entry to the timeline of the case.</summary>
    public void Add(SupportChange change, Guid caseId, CaseNoteKind kind, string text, string? about = null)
    {
        var now = clock.GetUtcNow();
        change.Db.Add(new CaseNote
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            By = change.Agent.Id,
            At = now,
            Text = text,
            Kind = kind,
            About = about,
        });
    }

    /// <summary>Logs a change to the case, and returns the number of the case.</summary>
    public async Task<long> LogAsync(
        SupportChange change, Guid caseId, AuditEventType what, string detail, CancellationToken cancellationToken)
    {
        var number = await change.Db.Set<SupportCase>().Where(row => row.Id == caseId).Select(row => row.Number)
            .SingleAsync(cancellationToken);
        await log.AppendAsync(change.Db, change.Agent.AuditEvent(change.UserId, what, detail, number), cancellationToken);
        return number;
    }
}
