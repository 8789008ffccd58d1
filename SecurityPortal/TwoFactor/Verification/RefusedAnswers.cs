using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.Verification;

/// <summary>
/// Logs a wrong answer to a second step and, at certain counts, notifies the owner. The count is the account's, however the
/// answers are spread over sign-ins (ASVS 6.3.5).
/// </summary>
internal sealed class RefusedAnswers(
    IDbContextFactory<PortalDbContext> factory, AuditLogWriter log, NotificationWriter notices)
{
    /// <param name="with">The id of the method, or whatever else was used to answer.</param>
    public async Task NoteAsync(string userId, string with, AnswerReservation reserved, ClientInfo client)
    {
        // The answer is already counted, so hanging up must not keep it from the log and the owner (ASVS 16.3.1).
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId);
        await log.AppendAsync(transaction.Db, new AuditEvent(userId, AuditEvents.SecondFactorRefused, with).From(client));
        if (reserved.Closes)
        {
            await log.AppendAsync(transaction.Db, new AuditEvent(userId, AuditEvents.CodesClosed).From(client));
            await notices.AddAsync(transaction, new CodesClosedNotification(), client.Source());
        }
        else if (reserved.IsTold)
        {
            await notices.AddAsync(transaction, new SecondFactorFailedNotification(), client.Source());
        }

        await transaction.CommitAsync(CancellationToken.None);
    }
}
