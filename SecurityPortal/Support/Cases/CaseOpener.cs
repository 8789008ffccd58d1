using SecurityPortal.Audit;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Support.Cases;

/// <summary>Makes cases, for agents and for the portal itself.</summary>
internal sealed class CaseOpener(ISignals signals, IOptions<SupportOptions> options, TimeProvider clock)
{
    private const long FirstNumber = 1001;

    /// <summary>
    /// Adds a case in the caller's transaction, with the next number. It is the agent's who opens it; an alarm is nobody's
    /// yet, and urgent.
    /// </summary>
    public async Task<SupportCase> AddAsync(
        PersonTransaction transaction, string? agentId, string ticket, string reason, LostThings lost,
        CancellationToken cancellationToken, CaseAlarm? alarm = null)
    {
        // The holder of the head of the log is alone in giving out a number; the entry about the case follows anyway.
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
