using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Deletes an account and everything stored for it, at its owner's request. Only the log keeps its entries, under an id
/// that no longer leads to anybody.
/// </summary>
internal sealed class AccountRemoval(
    StepUpGuard guard, SelfServicePassword ownPassword, MethodChanges methods, SessionStore sessions,
    SecurityEventRecorder recorder)
{
    public async Task<AccountResult> DeleteAsync(
        Guid sessionId, string? password, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken);
        if (session is null)
        {
            return new AccountResult.Refused(fault!.Value);
        }

        if (await ownPassword.CheckAsync(session.Session.UserId, password, session.Session.Client, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        var (change, changed) = await guard.BeginChangeAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return new AccountResult.Refused(changed!.Value);
        }

        await using var disposing = change;
        var transaction = change.Transaction;
        await recorder.RecordAsync(
            transaction, new(transaction.UserId, AuditEvents.AccountDeleted), new AccountDeletedNotification(), change.Session.Client,
            cancellationToken);
        await methods.DisableAsync(transaction, [.. change.Enrolled.All.Select(row => row.Method)], cancellationToken);
        await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
        await transaction.Db.SaveChangesAsync(cancellationToken);

        // Deleting this row deletes the rest: every other table of a person's data cascades from it.
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AccountResult.Done();
    }
}
