using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Passes;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Support.Actions;

/// <summary>
/// Carries out an action in the transaction that marks it as done: methods, codes, devices, sessions, pending sign-ins, log entry
/// and notifications change together or not at all (ASVS 2.3.3).
/// </summary>
internal sealed class ActionEffects(
    ResetEffect reset, SessionStore sessions, TemporaryPasses passes, AccountLock accountLock, AccountStateService states,
    EveryChannelNotifier notifier, SecurityEventRecorder recorder, AuditLogWriter log)
{
    public Task ApplyAsync(ActionUnderWay action, CancellationToken cancellationToken) => action.Action.Kind switch
    {
        ActionKind.ResetMethod or ActionKind.ResetAll => reset.ApplyAsync(action, cancellationToken),
        ActionKind.Unlock => UnlockAsync(action, cancellationToken),
        ActionKind.EndSessions => EndSessionsAsync(action, cancellationToken),
        ActionKind.IssuePass => IssuePassAsync(action, cancellationToken),
        ActionKind.LockAccount => LockAccountAsync(action, cancellationToken),
        ActionKind.OpenAccount => OpenAccountAsync(action, cancellationToken),
        ActionKind.DisableAccount => states.DisableAsync(action.Transaction, action.Actor, client: null, action.Action.Reason ?? "", cancellationToken),
        ActionKind.EnableAccount => EnableAccountAsync(action, cancellationToken),
    };

    /// <summary>Notifies the person on every channel on file that all methods will be turned off, and how to stop it.</summary>
    public Task TellOfWaitingAsync(PersonTransaction transaction, Guid actionId, DateTimeOffset due, CancellationToken cancellationToken) =>
        notifier.TellAsync(transaction, new ResetWaitingNotification(actionId, due), source: null, cancellationToken);

    private async Task UnlockAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        await AttemptLimiter.UnlockAsync(action.Transaction.Db, action.Transaction.UserId, cancellationToken);
        await recorder.RecordAsync(
            action.Transaction, action.Entry(AuditEvents.Unlocked, ""), new UnlockedNotification(action.Number), client: null, cancellationToken);
    }

    private async Task EndSessionsAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var ended = await sessions.EndOthersAsync(action.Transaction, keep: null, cancellationToken);
        await recorder.RecordAsync(
            action.Transaction, action.Entry(AuditEvents.SessionEnded, $"{ended}"), new SignedOutNotification(action.Number), client: null,
            cancellationToken);
    }

    // The reason is that of the case.
    private async Task LockAccountAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var reason = await action.Transaction.Db.Set<SupportCase>().Where(row => row.Id == action.Action.CaseId)
            .Select(row => row.Reason).SingleAsync(cancellationToken);
        await accountLock.LockAsync(
            action.Transaction, action.Actor, client: null, AccountLock.Shorten(reason),
            disavowed: [], cancellationToken);
    }

    // Notifies every channel on file: an attacker who talked support into this controls one of them at most.
    private async Task OpenAccountAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        await accountLock.OpenAsync(action.Transaction, action.Actor, cancellationToken);
        await notifier.TellAsync(action.Transaction, new AccountOpenedNotification(BySupport: true), source: null, cancellationToken);
    }

    // Notifies every channel on file, as for a locked account. The service itself only sends mail.
    private async Task EnableAccountAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        if (await states.EnableAsync(action.Transaction, action.Actor, client: null, action.Action.Reason ?? "", cancellationToken))
        {
            await notifier.TextAsync(action.Transaction, new AccountEnabledNotification(), cancellationToken);
        }
    }

    private async Task IssuePassAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var masked = await passes.IssueAsync(action, cancellationToken);
        await log.AppendAsync(action.Transaction.Db, action.Entry(AuditEvents.PassSent, masked), cancellationToken);

        // Notifies every channel on file, except the number if it gets the pass itself: an attacker who has taken over the mailbox
        // must not be the only one to hear of it.
        var number = action.Action.Delivery == PassDelivery.Text
            ? null
            : await notifier.FindNumberAsync(action.Transaction, cancellationToken);
        await notifier.TellAsync(action.Transaction, new PassSentNotification(masked, action.Number), source: null, number, cancellationToken);
    }
}
