using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.SignIn.Password;

/// <summary>Notes that a password was refused, and tells the owner when the limit closes the password.</summary>
internal sealed class PasswordRefusals(IDbContextFactory<PortalDbContext> factory, AuditLogWriter log, SecurityEventRecorder recorder)
{
    /// <param name="user">Whose password was tried; null when nobody has the name.</param>
    /// <param name="inARow">As in <see cref="PasswordAttempt.InARow"/>.</param>
    public async Task NoteAsync(PortalUser? user, ClientInfo client, int? inARow, CancellationToken cancellationToken)
    {
        // Written for unknown names as well, under no person: the same work, hence the same time.
        await log.AppendAsync(new AuditEvent(user?.Id ?? "", AuditEvents.PasswordRefused).From(client), cancellationToken);
        if (user is null || inARow != FailureLimit.Max)
        {
            return;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, user.Id, cancellationToken);
        await recorder.RecordAsync(
            transaction, new(user.Id, AuditEvents.PasswordClosed), new PasswordClosedNotification(), client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
