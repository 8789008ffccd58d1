using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Methods;
using SecurityPortal.OneTimeCodes;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.People;

namespace SecurityPortal.Support.Cases;

/// <summary>Reads cases for those who work for support.</summary>
internal sealed class CaseFile(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, PersonAccess access, CaseLines lines, MethodCatalogue catalogue, Enrolments enrolments, CheckDestinations destinations,
    LostReports lostReports, OneTimeCodeService codes, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>The whole case, or why not.</summary>
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

        if (await lines.ReadAsync(db, agent, lines.Rows(db, db.Set<SupportCase>().Where(found => found.Id == caseId)), cancellationToken)
            is not [var line])
        {
            return (null, SupportFault.NotFound);
        }

        var notes = await db.Set<CaseNote>().AsNoTracking().Where(note => note.CaseId == caseId).ToListAsync(cancellationToken);
        var checks = await db.Set<CaseCheck>().AsNoTracking().Where(check => check.CaseId == caseId).ToListAsync(cancellationToken);
        var actions = await db.Set<SupportAction>().AsNoTracking().Where(action => action.CaseId == caseId).ToListAsync(cancellationToken);
        var names = await StaffNames.FindAsync(
            db,
            [
                .. notes.Select(note => note.By), .. checks.Select(check => check.By),
                .. actions.SelectMany(action => new[] { action.AskedBy, action.DecidedBy }),
            ],
            cancellationToken);
        string Name(string id) => names.GetValueOrDefault(id, "–");
        var enrolled = await enrolments.ListAsync(db, row.UserId, cancellationToken);
        var lost = await lostReports.FindAsync(db, row.UserId, cancellationToken) | row.Lost;
        return (new()
        {
            Case = line,
            Reason = row.Reason,
            Lost = row.Lost,
            LostAnywhere = lost,
            Notes = [.. notes.OrderBy(note => note.At).Select(note => new NoteView(note.Id, Name(note.By), note.At, note.Text, note.Kind))],
            Checks = [.. await ChecksAsync(checks, lost, Name, cancellationToken)],
            Actions = [.. actions.OrderBy(action => action.AskedAt).Select(action => View(action, agent, Name))],
            Obstacle = await SupportGuard.CheckTargetAsync(db, agent, row.UserId, cancellationToken),
            IsLead = agent.IsLead,
            Places = await destinations.MaskedAsync(db, row.UserId, cancellationToken),
            Methods = [.. catalogue.All.Select(method => method.Description.Id).Where(enrolled.IsOn)],
        }, null);
    }

    private async Task<IReadOnlyList<CheckView>> ChecksAsync(
        IReadOnlyList<CaseCheck> checks, LostThings lost, Func<string, string> name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var freshest = now - options.Value.CheckLifetime;
        List<CheckView> views = [];
        foreach (var check in checks.OrderBy(check => check.At))
        {
            var life = check.State == CheckState.Waiting
                ? await codes.LookAsync(CaseChecks.Purpose(check.CaseId), check.Kind.ToString(), cancellationToken)
                : null;
            var isOver = check.State == CheckState.Waiting && !(life?.ExpiresAt > now && check.ExpiresAt > now);
            var isLost = ProofChannels.Of(check.Kind).IsLost(lost);
            views.Add(new(
                check.Id, check.Kind, isOver ? CheckState.Expired : check.State, check.Hint, check.SeenBy, name(check.By), check.At,
                Counts: check.State == CheckState.Passed && check.DecidedAt > freshest && !isLost, isLost)
            {
                TriesLeft = isOver ? null : life?.TriesLeft,
                ExpiresAt = check.ExpiresAt,
                DecidedAt = check.DecidedAt,
            });
        }

        return views;
    }

    private static ActionView View(SupportAction action, Agent agent, Func<string, string> name) => new(
        action.Id, action.Kind, action.Method, action.Delivery, action.State, ApprovalReasons.Read(action.ApprovalReasons),
        name(action.AskedBy), action.AskedAt, action.ApproveBy,
        action.DecidedBy is { } by ? name(by) : null, action.DecisionReason, action.DueAt, action.EndedAt, action.StoppedBy,
        IsOwn: action.AskedBy == agent.Id, HasCheck: action.CheckId is not null);
}
