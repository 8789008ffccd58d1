using SecurityPortal.Audit;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Assigns cases. Each change names the assignee at the time of the request, and one conditional update decides: of several
/// concurrent changes one takes effect, and the others are refused.
/// </summary>
internal sealed class CaseAssignments(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseService cases, TimeProvider clock)
{
    /// <summary>Takes a case.</summary>
    /// <param name="from">
    /// The id of the present assignee; null for an unassigned case. The timeline shows when an agent takes over a colleague's.
    /// </param>
    public Task<SupportResult> TakeAsync(
        Guid sessionId, Guid caseId, string? from = null, CancellationToken cancellationToken = default) =>
        cases.ChangeAsync(
            sessionId, caseId, "take a case",
            change => MoveAsync(change, caseId, from, change.Agent.Id, CaseNoteKind.Taken, "", cancellationToken), cancellationToken);

    /// <summary>Hands a case over to a colleague, with a note. Leads can hand over anyone's.</summary>
    /// <param name="from">The id of the present assignee.</param>
    /// <param name="to">The id of the colleague, who must be allowed to act on the person.</param>
    /// <param name="note">At most <see cref="CaseNote.MaxText"/> characters.</param>
    public Task<SupportResult> HandOverAsync(
        Guid sessionId, Guid caseId, string? from, string to, string? note, CancellationToken cancellationToken = default) =>
        cases.ChangeAsync(sessionId, caseId, "hand over a case", async change =>
        {
            if (!MayGive(change.Agent, from))
            {
                return SupportFault.NotYours;
            }

            if (SupportText.Paragraphs(note, CaseNote.MaxText) is not { } clean)
            {
                return SupportFault.ReasonMissing;
            }

            return to == change.UserId || to == from
                || !(await SupportGuard.RankAsync(change.Db, to, cancellationToken)
                    > await SupportGuard.RankAsync(change.Db, change.UserId, cancellationToken))
                ? SupportFault.CannotTakeIt
                : await MoveAsync(change, caseId, from, to, CaseNoteKind.HandedOver, clean, cancellationToken);
        }, cancellationToken);

    /// <summary>Puts a case back into the queue, with or without a note. Leads can put back anyone's.</summary>
    /// <inheritdoc cref="HandOverAsync" path="/param"/>
    public Task<SupportResult> ReleaseAsync(
        Guid sessionId, Guid caseId, string from, string? note, CancellationToken cancellationToken = default) =>
        cases.ChangeAsync(sessionId, caseId, "release a case", async change =>
        {
            if (!MayGive(change.Agent, from))
            {
                return SupportFault.NotYours;
            }

            var clean = SupportText.Paragraphs(note, CaseNote.MaxText);
            return clean is null && !string.IsNullOrWhiteSpace(note)
                ? SupportFault.InvalidInput
                : await MoveAsync(change, caseId, from, to: null, CaseNoteKind.Released, clean ?? "", cancellationToken);
        }, cancellationToken);

    /// <summary>Lists support staff by name; empty when the session may not.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is not { } agent)
        {
            return [];
        }

        var staff = PortalRoles.Staff;
        return await (
            from user in db.Users
            where db.UserRoles.Any(membership => membership.UserId == user.Id
                && db.Roles.Any(role => role.Id == membership.RoleId && staff.Contains(role.Name!)))
            orderby user.UserName
            select new Colleague(user.Id, user.UserName ?? user.Id, user.Id == agent.Id)).ToListAsync(cancellationToken);
    }

    // Only the assignee, or a lead.
    private static bool MayGive(Agent agent, string? from) => agent.IsLead || (from is not null && from == agent.Id);

    private async Task<SupportFault?> MoveAsync(
        SupportChange change, Guid caseId, string? from, string? to, CaseNoteKind kind, string note, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = to is null ? null : clock.GetUtcNow();
        if (from == to || await change.Db.Set<SupportCase>()
            .Where(row => row.Id == caseId && row.ClosedAt == null && row.AssignedTo == from)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.AssignedTo, to).SetProperty(row => row.AssignedAt, now), cancellationToken) == 0)
        {
            return SupportFault.TakenMeanwhile;
        }

        cases.Add(change, caseId, kind, note, kind == CaseNoteKind.HandedOver ? to : from);
        var names = await StaffNames.FindAsync(change.Db, [to], cancellationToken);
        await cases.LogAsync(
            change, caseId, to is null ? AuditEvents.CaseReleased : AuditEvents.CaseAssigned,
            to is null ? "" : names.GetValueOrDefault(to, to), cancellationToken);
        return null;
    }
}
