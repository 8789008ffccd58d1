using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;

namespace SecurityPortal.Flows;

/// <summary>
/// What one answer to a second step costs, whatever it is answered with: one of the flow's attempts and one of the
/// account's (ASVS 6.3.1, NIST 800-63B 3.2.2).
/// </summary>
internal sealed class AnswerBudget(
    IDbContextFactory<PortalDbContext> factory, FlowStore flows, AttemptBudget budget)
{
    /// <summary>Wrong answers to an account's second step before it locks for a while, and then for longer.</summary>
    private const int Tries = 5;

    /// <summary>Counts an answer before it is looked at.</summary>
    public Task<AnswerReservation> ReserveAsync(PendingFlow flow, CancellationToken cancellationToken) =>
        DatabaseTurns.RepeatAsync(() => TryReserveAsync(flow, cancellationToken));

    /// <summary>Starts counting anew after a right answer, in the transaction that acts on it.</summary>
    public static Task ClearAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        AttemptBudget.ClearAsync(transaction.Db, AttemptBudget.SecondStep(transaction.UserId), cancellationToken);

    private async Task<AnswerReservation> TryReserveAsync(PendingFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await flows.ReserveAttemptAsync(db, flow.Id, cancellationToken))
        {
            return new(IsOver: true, LockedUntil: null);
        }

        var until = await budget.ReserveAsync(db, AttemptBudget.SecondStep(flow.UserId), Tries, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(IsOver: false, until);
    }
}

/// <summary>Whether an answer may be looked at: not when the flow takes no more, nor before the lock has passed.</summary>
internal sealed record AnswerReservation(bool IsOver, DateTimeOffset? LockedUntil);
