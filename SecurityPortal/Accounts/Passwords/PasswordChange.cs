using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Passwords;

/// <summary>Changes the password of a signed-in person, who has to enter the current one (ASVS 6.2.3).</summary>
internal sealed class PasswordChange(
    StepUpGuard guard, SelfServicePassword ownPassword, NewPassword newPassword, SessionStore sessions,
    SecurityEventRecorder recorder)
{
    public async Task<AccountResult> ChangeAsync(
        Guid sessionId, string? current, string? wanted, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, evenIfFrozen: true);
        if (session is null)
        {
            return new AccountResult.Refused(fault!.Value);
        }

        if (await ownPassword.CheckAsync(session.Session.UserId, current, session.Session.Client, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        if (newPassword.Check(wanted, session.Session.Email, session.Session.UserName) is { } bad)
        {
            return new AccountResult.BadPassword(bad);
        }

        var hash = await newPassword.HashAsync(wanted!, cancellationToken);
        var (change, changed) = await guard.BeginChangeAsync(sessionId, cancellationToken, evenIfFrozen: true);
        if (change is null)
        {
            return new AccountResult.Refused(changed!.Value);
        }

        await using var disposing = change;
        await newPassword.PutAsync(change.Transaction, hash, byMailAt: null, cancellationToken);
        await sessions.EndOthersAsync(change.Transaction, sessionId, cancellationToken);
        await recorder.RecordAsync(
            change.Transaction, new(change.Transaction.UserId, AuditEvents.PasswordChanged),
            new PasswordChangedNotification(ByReset: false), change.Session.Client, cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new AccountResult.Done();
    }
}
