using SecurityPortal.Audit;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Support.Cases;

/// <summary>Creates cases, for agents and for the portal itself.</summary>
internal sealed class CaseOpener(ISignals signals, IOptions<SupportOptions> options, TimeProvider clock)
{
    private const long FirstNumber = 1001;

    /// <summary>
    /// Adds a case in the caller's transaction, with the next number. It is assigned to the agent who opens it; a case that the
    /// portal opens for an alarm is unassigned and urgent.
    /// </summary>
    public async Task<SupportCase> AddAsync(
        PersonTransaction transaction, string? agentId, string ticket, string reason, LostThings lost,
        CancellationToken cancellationToken, CaseAlarm? alarm = null)
    {
        // Locking the head of the log serialises the numbering; the entry about the case needs that lock anyway.
        await AuditLogWriter.LockHeadAsync(transaction.Db, append: 0, cancellationToken);
        var last = await transaction.Db.Set<SupportCase>().MaxAsync(row => (long?)row.Number, cancellationToken);
        var now = clock.GetUtcNow();
        var priority = alarm is null ? CasePriority.Normal : CasePriority.Urgent;
        var row = new SupportCase
        {
            Id = Guid.CreateVersion7(now),
            Number = last + 1 ?? FirstNumber,
            UserId = transaction.UserId,
            OpenedBy = agentId,
            Ticket = ticket,
            Reason = reason,
            Lost = lost,
            AssignedTo = agentId,
            AssignedAt = agentId is null ? null : now,
            Priority = priority,
            DueAt = now + options.Value.DueWithin(priority),
            Alarm = alarm,
            AlarmAt = alarm is null ? null : now,
            Urgency = alarm is null ? CaseUrgency.Quiet : CaseUrgency.Alarm,
            CreatedAt = now,
            ChangedAt = now,
        };
        transaction.Db.Add(row);
        await transaction.Db.SaveChangesAsync(cancellationToken);
        signals.Tell(transaction, row.Id);
        return row;
    }
}
