using SecurityPortal.Audit;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Actions;

/// <summary>Carries out actions whose waiting period has ended, and expires requests that no lead decided in time.</summary>
internal sealed class DueActions(
    IDbContextFactory<PortalDbContext> factory, ActionEffects effects, AuditLogWriter log, ISignals signals, TimeProvider clock)
    : ITimedWork
{
    public TimeSpan Every => TimeSpan.FromSeconds(20);

    private const int AtOnce = 100;

    /// <summary>Returns how many actions were carried out. With several nodes, exactly one carries out each.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        List<SupportAction> due, late;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            var now = clock.GetUtcNow();
            late = await db.Set<SupportAction>().AsNoTracking()
                .Where(action => action.State == ActionState.AwaitingApproval && action.ApproveBy <= now)
                .OrderBy(action => action.ApproveBy).Take(AtOnce).ToListAsync(cancellationToken);
            due = await db.Set<SupportAction>().AsNoTracking()
                .Where(action => action.State == ActionState.Waiting && action.DueAt <= now)
                .OrderBy(action => action.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        }

        foreach (var action in late)
        {
            await ExpireAsync(action, cancellationToken);
        }

        var done = 0;
        foreach (var action in due)
        {
            done += await FinishAsync(action, cancellationToken) ? 1 : 0;
        }

        return done;
    }

    private async Task ExpireAsync(SupportAction action, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, action.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await transaction.Db.Set<SupportAction>()
            .Where(row => row.Id == action.Id && row.State == ActionState.AwaitingApproval && row.ApproveBy <= now)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, ActionState.Stopped)
                    .SetProperty(row => row.StoppedBy, CancellationCause.Expired)
                    .SetProperty(row => row.EndedAt, now),
                cancellationToken) == 0)
        {
            return;
        }

        await CaseUrgencies.RefreshAsync(transaction.Db, action.CaseId, cancellationToken);
        var number = await NumberAsync(transaction, action, cancellationToken);
        await LogStopAsync(transaction, action, number, CancellationCause.Expired, cancellationToken);
        signals.Tell(transaction, action.CaseId);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task LogStopAsync(
        PersonTransaction transaction, SupportAction action, long number, CancellationCause cause, CancellationToken cancellationToken) =>
        log.AppendAsync(
            transaction.Db,
            new(action.UserId, AuditEvents.SupportStopped, LogDetails.InCase($"{action.Kind} {cause}", number)) { Actor = "portal" },
            cancellationToken);

    private static Task<long> NumberAsync(PersonTransaction transaction, SupportAction action, CancellationToken cancellationToken) =>
        transaction.Db.Set<SupportCase>().Where(row => row.Id == action.CaseId).Select(row => row.Number).SingleAsync(cancellationToken);

    private async Task<bool> FinishAsync(SupportAction action, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, action.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        var mayStill = await SupportGuard.MayStillAsync(transaction.Db, action.AskedBy, action.UserId, now, cancellationToken);
        var state = mayStill ? ActionState.Done : ActionState.Stopped;
        CancellationCause? cause = mayStill ? null : CancellationCause.AskerGone;
        if (await transaction.Db.Set<SupportAction>()
            .Where(row => row.Id == action.Id && row.State == ActionState.Waiting && row.DueAt <= now)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, state)
                    .SetProperty(row => row.StoppedBy, cause)
                    .SetProperty(row => row.EndedAt, now),
                cancellationToken) == 0)
        {
            return false;
        }

        await CaseUrgencies.RefreshAsync(transaction.Db, action.CaseId, cancellationToken);
        var number = await NumberAsync(transaction, action, cancellationToken);
        if (mayStill)
        {
            await effects.ApplyAsync(new(transaction, action, number), cancellationToken);
        }
        else
        {
            await LogStopAsync(transaction, action, number, CancellationCause.AskerGone, cancellationToken);
        }

        signals.Tell(transaction, action.CaseId);
        await transaction.CommitAsync(cancellationToken);
        return mayStill;
    }
}
