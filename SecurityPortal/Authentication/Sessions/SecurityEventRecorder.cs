using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Logs what happened to an account and tells the person by e-mail, in the transaction that makes it happen.</summary>
internal sealed class SecurityEventRecorder(AuditLogWriter log, NotificationWriter notices)
{
    /// <param name="client">Where it came from; null where nobody did it or the person must not be told from where.</param>
    public async Task RecordAsync(
        PersonTransaction transaction, AuditEvent entry, ISecurityNotification notice, ClientInfo? client, CancellationToken cancellationToken)
    {
        await log.AppendAsync(transaction.Db, client is null ? entry : entry.From(client), cancellationToken);
        await notices.AddAsync(transaction, notice, client?.Source(), cancellationToken: cancellationToken);
    }
}
