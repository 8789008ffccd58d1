using SecurityPortal.Support.Actions;
using SecurityPortal.Support.People;

namespace SecurityPortal.Support.Cases;

/// <summary>Reads cases for support staff.</summary>
internal sealed class CaseDetailQueries(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, PersonAccess access, CaseLines lines, CheckViews checks,
    ActionViews actions, ActionRules rules, CheckDestinations destinations)
{
    private const int MaxOthers = 20;

    /// <summary>Returns the whole case, or why it cannot be shown.</summary>
    public async Task<(CaseView? View, SupportFault? Fault)> LoadAsync(
        Guid sessionId, Guid caseId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, fault);
        }

        if (await db.Set<SupportCase>().AsNoTracking().FirstOrDefaultAsync(found => found.Id == caseId, cancellationToken) is not { } row)
        {
            return (null, SupportFault.NotFound);
        }

        if (await access.OpenAsync(db, agent, row.UserId, row.Number, cancellationToken) is { } tooMany)
        {
            return (null, tooMany);
        }

        if (await lines.ReadAsync(db, agent, db.Set<SupportCase>().Where(found => found.Id == caseId), cancellationToken)
            is not [var line])
        {
            return (null, SupportFault.NotFound);
        }

        var notes = await db.Set<CaseNote>().AsNoTracking().Where(note => note.CaseId == caseId).OrderBy(note => note.At)
            .ToListAsync(cancellationToken);
        var names = await StaffNames.FindAsync(db, notes.SelectMany(note => new[] { note.By, note.About }), cancellationToken);
        var obstacle = await SupportGuard.CheckTargetAsync(db, agent, row.UserId, cancellationToken);
        var places = await destinations.MaskedAsync(db, row.UserId, row.CreatedAt, cancellationToken);
        var others = await db.Set<SupportCase>().Where(other => other.UserId == row.UserId && other.Id != caseId
                && (other.ClosedAt == null || other.Id == row.DuplicateOf))
            .OrderByDescending(other => other.Number).Take(MaxOthers)
            .Select(other => new { Reference = new CaseReference(other.Id, other.Number, other.Ticket), IsOpen = other.ClosedAt == null })
            .ToListAsync(cancellationToken);
        List<NoteView> views = [.. notes.Select(note => new NoteView(
            note.Id, names.GetValueOrDefault(note.By, "–"), note.At, note.Text, note.Kind,
            note.About is { } about ? names.GetValueOrDefault(about, note.Kind == CaseNoteKind.Duplicate ? about : "–") : null))];
        return (new()
        {
            Case = line,
            IsOwn = row.AssignedTo == agent.Id,
            Handover = views.LastOrDefault(note => note.Kind is CaseNoteKind.Taken or CaseNoteKind.HandedOver or CaseNoteKind.Released)
                is { Text.Length: > 0 } left ? left : null,
            DuplicateOf = others.FirstOrDefault(other => other.Reference.Id == row.DuplicateOf)?.Reference,
            Others = [.. others.Where(other => other.IsOpen).Select(other => other.Reference)],
            Reason = row.Reason,
            Lost = row.Lost,
            LostAnywhere = places.Lost,
            Notes = views,
            Checks = await checks.ReadAsync(db, caseId, places.Lost, cancellationToken),
            Actions = await actions.ReadAsync(db, agent, caseId, mayAct: obstacle is null, cancellationToken),
            Obstacle = obstacle,
            IsLead = agent.IsLead,
            Places = places,
            Offers = obstacle is null && row.ClosedAt is null
                ? await rules.OffersAsync(db, row.UserId, cancellationToken)
                : [],
        }, null);
    }
}
