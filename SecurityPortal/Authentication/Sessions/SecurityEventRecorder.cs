using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Logs what happened to an account and notifies the person by email, in the same transaction.</summary>
internal sealed class SecurityEventRecorder(AuditLogWriter log, NotificationWriter notices)
{
    /// <param name="client">Where it came from; null if nobody did it, or if the person must not learn where it came from.</param>
    public async Task RecordAsync(
        PersonTransaction transaction, AuditEvent entry, ISecurityNotification notice, ClientInfo? client, CancellationToken cancellationToken)
    {
        await log.AppendAsync(transaction.Db, client is null ? entry : entry.From(client), cancellationToken);
        await notices.AddAsync(transaction, notice, client?.Source(), cancellationToken: cancellationToken);
    }
}
