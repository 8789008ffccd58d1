using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Passes;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Support.Actions;

/// <summary>
/// Does what was asked for, in the transaction that marks it as done: methods, codes, devices, sessions, pending sign-ins,
/// entry and notifications go together or not at all (ASVS 2.3.3).
/// </summary>
internal sealed class ActionEffects(
    Enrolments enrolments, MethodCatalogue catalogue, MethodChanges changes, MethodsReset reset, SessionStore sessions,
    TemporaryPasses passes, AccountLock accountLock, AccountStateService states, ConfirmedPhoneStore phones, AuditLogWriter log, NotificationWriter notices, TimeProvider clock)
{
    public Task ApplyAsync(ActionUnderWay action, CancellationToken cancellationToken) => action.Action.Kind switch
    {
        ActionKind.ResetMethod or ActionKind.ResetAll => ResetAsync(action, cancellationToken),
        ActionKind.Unlock => UnlockAsync(action, cancellationToken),
        ActionKind.EndSessions => EndSessionsAsync(action, cancellationToken),
        ActionKind.IssuePass => IssuePassAsync(action, cancellationToken),
        ActionKind.LockAccount => LockAccountAsync(action, cancellationToken),
        ActionKind.OpenAccount => OpenAccountAsync(action, cancellationToken),
        ActionKind.DisableAccount => states.DisableAsync(action.Transaction, Actor(action), client: null, action.Action.Reason ?? "", cancellationToken),
        ActionKind.EnableAccount => EnableAccountAsync(action, cancellationToken),
    };

    /// <summary>Tells the person on every channel on file that all methods will be turned off, and how to stop it.</summary>
    public async Task TellOfWaitingAsync(PersonTransaction transaction, Guid actionId, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var number = await phones.FindAsync(transaction.Db, transaction.UserId, cancellationToken);
        await TellAsync(transaction, new ResetWaitingNotification(actionId, due), number, cancellationToken);
    }

    private async Task ResetAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var transaction = action.Transaction;
        var enrolled = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        var off = action.Action.Kind == ActionKind.ResetAll
            ? [.. enrolled.All.Select(row => row.Method)]
            : changes.CascadeOf(enrolled, [action.Action.Method!]);

        // Read before it is turned off with text messages: the number is told as well.
        var number = await phones.FindAsync(transaction.Db, transaction.UserId, cancellationToken);
        await reset.ApplyAsync(transaction, off, cancellationToken);
        await TemporaryPasses.VoidAsync(transaction, clock.GetUtcNow(), cancellationToken);
        var left = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        await LogAsync(action, AuditEvents.MethodOff, string.Join(',', off), cancellationToken);
        if (!left.IsTwoFactorOn)
        {
            await LogAsync(action, AuditEvents.TwoFactorOff, "", cancellationToken);
        }

        var notice = new MethodsResetNotification(
            [.. off.Select(id => (Func<string>)(() => catalogue.Describe(id).Name))], left.IsTwoFactorOn, action.Number);
        await TellAsync(transaction, notice, number, cancellationToken);
    }

    private async Task UnlockAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        await AttemptLimiter.UnlockAsync(action.Transaction.Db, action.Transaction.UserId, cancellationToken);
        await LogAsync(action, AuditEvents.Unlocked, "", cancellationToken);
        await notices.AddAsync(action.Transaction, new UnlockedNotification(action.Number), cancellationToken);
    }

    private async Task EndSessionsAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var ended = await sessions.EndOthersAsync(action.Transaction, keep: null, cancellationToken);
        await LogAsync(action, AuditEvents.SessionEnded, $"{ended}", cancellationToken);
        await notices.AddAsync(action.Transaction, new SignedOutNotification(action.Number), cancellationToken);
    }

    // Why stands in the case.
    private async Task LockAccountAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var reason = await action.Transaction.Db.Set<SupportCase>().Where(row => row.Id == action.Action.CaseId)
            .Select(row => row.Reason).SingleAsync(cancellationToken);
        await accountLock.LockAsync(
            action.Transaction, Actor(action), client: null, AccountLock.Shorten(reason),
            disavowed: [], cancellationToken);
    }

    // On every channel on file: somebody who talked support into it has one of them at most.
    private async Task OpenAccountAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        await accountLock.OpenAsync(action.Transaction, Actor(action), cancellationToken);
        var number = await phones.FindAsync(action.Transaction.Db, action.Transaction.UserId, cancellationToken);
        await TellAsync(action.Transaction, new AccountOpenedNotification(BySupport: true), number, cancellationToken);
    }

    // On every channel on file, as for a locked account. The service tells by mail.
    private async Task EnableAccountAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        if (await states.EnableAsync(action.Transaction, Actor(action), client: null, action.Action.Reason ?? "", cancellationToken)
            && await phones.FindAsync(action.Transaction.Db, action.Transaction.UserId, cancellationToken) is { } number)
        {
            await notices.AddTextAsync(
                action.Transaction, new AccountEnabledNotification(), number.E164, number.CountryCode, cancellationToken);
        }
    }

    private async Task IssuePassAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var masked = await passes.IssueAsync(action, cancellationToken);
        await LogAsync(action, AuditEvents.PassSent, masked, cancellationToken);

        // On every channel on file: somebody who has taken the mailbox over must not be the only one who learns of it.
        var number = action.Action.Delivery == PassDelivery.Text
            ? null
            : await phones.FindAsync(action.Transaction.Db, action.Transaction.UserId, cancellationToken);
        await TellAsync(action.Transaction, new PassSentNotification(masked, action.Number), number, cancellationToken);
    }

    private async Task TellAsync(
        PersonTransaction transaction, ISecurityNotification notice, PhoneNumber? number, CancellationToken cancellationToken)
    {
        await notices.AddAsync(transaction, notice, cancellationToken);
        if (number is not null)
        {
            await notices.AddTextAsync(transaction, notice, number.E164, number.CountryCode, cancellationToken);
        }
    }

    private static string Actor(ActionUnderWay action) => SupportActor.Of(action.Action.AskedBy, action.Number);

    private Task LogAsync(ActionUnderWay action, AuditEventType what, string detail, CancellationToken cancellationToken) =>
        log.AppendAsync(
            action.Transaction.Db,
            new(action.Transaction.UserId, what, detail) { Actor = Actor(action) },
            cancellationToken);
}
