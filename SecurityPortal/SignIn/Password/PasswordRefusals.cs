using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.SignIn.Password;

/// <summary>
/// Logs that a password was refused, and notifies the owner when the limit closes the password. The attempt is already
/// counted, so nothing here ends with the request: hanging up must not keep it from the log and the owner (ASVS 16.3.1).
/// </summary>
internal sealed class PasswordRefusals(IDbContextFactory<PortalDbContext> factory, AuditLogWriter log, SecurityEventRecorder recorder)
{
    /// <param name="user">The person whose password was tried; null if nobody has the name.</param>
    /// <param name="inARow">As in <see cref="PasswordAttempt.InARow"/>.</param>
    public async Task NoteAsync(PortalUser? user, ClientInfo client, int? inARow)
    {
        // Also logged for unknown names, without a person, so that the timing is the same.
        await log.AppendAsync(new AuditEvent(user?.Id ?? "", AuditEvents.PasswordRefused).From(client));
        if (user is null || inARow != FailureLimit.Max)
        {
            return;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, user.Id);
        await recorder.RecordAsync(
            transaction, new(user.Id, AuditEvents.PasswordClosed), new PasswordClosedNotification(), client, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
