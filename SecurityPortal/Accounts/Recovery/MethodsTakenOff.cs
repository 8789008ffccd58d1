using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Completes every recovery: turns off all methods, logs it, and notifies the address and the number on file.</summary>
internal sealed class MethodsTakenOff(
    Enrolments enrolments, MethodsReset reset, MethodChanges changes, EveryChannelNotifier notifier, AuditLogWriter log)
{
    /// <param name="entry">The log entry, without its source, which comes from <paramref name="client"/>.</param>
    public async Task ApplyAsync(
        PersonTransaction transaction, AuditEvent entry, ISecurityNotification notice, ClientInfo client, CancellationToken cancellationToken)
    {
        // Read the number before text messages are turned off, because it is notified as well.
        var number = await notifier.FindNumberAsync(transaction, cancellationToken);
        var off = (await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken)).All
            .Select(row => row.Method).ToList();
        await reset.ApplyAsync(transaction, off, cancellationToken);
        await log.AppendAsync(transaction.Db, entry.From(client), cancellationToken);
        var left = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        await changes.LogAsync(transaction, client, new() { Off = off }, left, cancellationToken);
        await notifier.TellAsync(transaction, notice, client.Source(), number, cancellationToken);
    }
}
