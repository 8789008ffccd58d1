using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Support.Passes;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Support.Actions;

/// <summary>Turns off the methods that an action resets, and notifies the person on every channel that was on file.</summary>
internal sealed class ResetEffect(
    Enrolments enrolments, MethodCatalogue catalogue, MethodChanges changes, MethodsReset reset, EveryChannelNotifier notifier,
    AuditLogWriter log, TimeProvider clock)
{
    public async Task ApplyAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var transaction = action.Transaction;
        var enrolled = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        var off = action.Action.Kind == ActionKind.ResetAll
            ? [.. enrolled.All.Select(row => row.Method)]
            : changes.CascadeOf(enrolled, [action.Action.Method!]);

        // Read first: turning off text messages removes the number, which must be notified as well.
        var number = await notifier.FindNumberAsync(transaction, cancellationToken);
        await reset.ApplyAsync(transaction, off, cancellationToken);
        await TemporaryPasses.VoidAsync(transaction, clock.GetUtcNow(), cancellationToken);
        var left = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        await log.AppendAsync(transaction.Db, action.Entry(AuditEvents.MethodOff, string.Join(',', off)), cancellationToken);
        if (!left.IsTwoFactorOn)
        {
            await log.AppendAsync(transaction.Db, action.Entry(AuditEvents.TwoFactorOff, ""), cancellationToken);
        }

        await notifier.TellAsync(
            transaction, new MethodsResetNotification(catalogue.Names(off), left.IsTwoFactorOn, action.Number), source: null, number,
            cancellationToken);
    }
}
