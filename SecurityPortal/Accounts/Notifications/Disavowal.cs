using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Notifications;

/// <summary>
/// "This wasn't me": ends all sessions and everything pending, freezes the methods for a day, and undoes the change where
/// that leaves the account as well protected as before. It needs no sign-in, only access to the mailbox. It therefore never
/// changes the password, and removes a primary method only if another one remains (R13).
/// </summary>
internal sealed class Disavowal(
    IDbContextFactory<PortalDbContext> factory, NotificationLinks links, DisavowalEffects effects, AccountLock accountLock,
    IEnumerable<INotificationDisavowedHandler> answers, AuditLogWriter log, NotificationWriter notices, DurationTexts durations)
{
    /// <summary>How long the methods are frozen.</summary>
    public static readonly TimeSpan Freeze = TimeSpan.FromHours(24);

    /// <summary>Returns the notification with this token; null if its link was used, has expired or never existed.</summary>
    public async Task<OpenNotification?> FindAsync(string? token, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await links.FindAsync(db, token, cancellationToken) is { } record
            ? new(
                record.Subject, record.CreatedAt, DisavowalEffects.UndoOf(record), await effects.KeptAsync(db, record, cancellationToken))
            : null;
    }

    /// <summary>
    /// Acts on the notification; returns null if its link is no longer valid. Of several concurrent calls, exactly one
    /// acts.
    /// </summary>
    public Task<DisavowalOutcome?> ActAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default) =>
        ActAsync(token, client, locks: false, cancellationToken);

    /// <summary>
    /// Does the same and also locks the account, like "Lock my account" (R19). Methods that the link may not turn off
    /// cannot unlock it either, and no recovery wait begins.
    /// </summary>
    public Task<DisavowalOutcome?> LockAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default) =>
        ActAsync(token, client, locks: true, cancellationToken);

    private async Task<DisavowalOutcome?> ActAsync(string? token, ClientInfo client, bool locks, CancellationToken cancellationToken)
    {
        NotificationRecord? record;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            record = await links.FindAsync(db, token, cancellationToken);
        }

        if (record is null)
        {
            return null;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, record.UserId, cancellationToken);
        if (!await links.UseAsync(transaction.Db, record, cancellationToken))
        {
            return null;
        }

        if (NotificationAnswers.StopId(record.Undo) is { } stopped)
        {
            return locks
                ? await StopAndLockAsync(transaction, record, stopped, client, cancellationToken)
                : await StopAsync(transaction, stopped, cancellationToken);
        }

        var (taken, kept, replaced, until) = await effects.ApplyAsync(transaction, record, client, cancellationToken);
        await log.AppendAsync(
            transaction.Db,
            new AuditEvent(record.UserId, AuditEvents.Disavowal, string.Join(',', taken)).From(client),
            cancellationToken);
        if (replaced is not null)
        {
            // To a recovery and to support, a restored address is as new as any other (decision 35).
            await log.AppendAsync(
                transaction.Db, new AuditEvent(record.UserId, AuditEvents.EmailChanged).From(client), cancellationToken);
        }

        // Lock first, because a locked account begins no recovery wait. If it was locked before, the disavowed methods can
        // no longer unlock it.
        if (locks)
        {
            await accountLock.LockAsync(
                transaction, AuditActors.Self, client, AccountLock.Shorten(record.Subject), kept, cancellationToken);
        }

        await AccountLock.DisavowAsync(transaction, kept, cancellationToken);

        // After the new security stamp, to which the recovery wait is bound.
        var linkAt = await RaiseAsync(transaction, new(record, kept, client.Source()), cancellationToken);
        var notice = new DisavowalNotification(replaced is not null, taken.Count > 0, kept.Count > 0, () => durations.Say(Freeze));
        await notices.AddAsync(transaction, notice, client.Source(), cancellationToken: cancellationToken);
        if (replaced is not null)
        {
            // Also notify the replaced address, which may be the owner's. Leave out the source, because it may be a
            // thief's.
            await notices.AddAsync(transaction, notice, source: null, to: replaced, cancellationToken);
        }

        var state = await LockedAccounts.FindAsync(transaction.Db, record.UserId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DisavowalOutcome.Done(taken, kept, replaced is not null, until, linkAt) { OpensWith = state?.OpensWith };
    }

    private async Task<DisavowalOutcome> StopAndLockAsync(
        PersonTransaction transaction, NotificationRecord record, Guid id, ClientInfo client, CancellationToken cancellationToken)
    {
        foreach (var other in answers)
        {
            await other.StopAsync(transaction, id, cancellationToken);
        }

        await accountLock.LockAsync(
            transaction, AuditActors.Self, client, AccountLock.Shorten(record.Subject), disavowed: [], cancellationToken);
        var state = await LockedAccounts.FindAsync(transaction.Db, record.UserId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DisavowalOutcome.Locked(state?.OpensWith ?? []);
    }

    private async Task<DateTimeOffset?> RaiseAsync(
        PersonTransaction transaction, DisavowedNotification disavowal, CancellationToken cancellationToken)
    {
        DateTimeOffset? linkAt = null;
        foreach (var other in answers)
        {
            var at = await other.RaiseAsync(transaction, disavowal, cancellationToken);
            linkAt ??= at;
        }

        return linkAt;
    }

    private async Task<DisavowalOutcome> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var stopped = false;
        foreach (var other in answers)
        {
            stopped |= await other.StopAsync(transaction, id, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return stopped ? new DisavowalOutcome.Stopped() : new DisavowalOutcome.TooLate();
    }
}
