using SecurityPortal.Accounts.Email;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Passwords;

/// <summary>
/// Sets a new password for somebody with a link from <see cref="PasswordResetRequests"/>, and nothing more: it does not
/// sign them in, and the second step stays the same (ASVS 6.4.3).
/// </summary>
internal sealed class PasswordReset(
    IDbContextFactory<PortalDbContext> factory, AccountLinks links, NewPassword newPassword, SessionStore sessions,
    MailLimiter mailLimiter, AttemptLimiter limiter, SecurityEventRecorder recorder, TimeProvider clock)
{
    /// <summary>Returns whether the link with this token is still valid.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken) =>
        await links.FindAsync(AccountLinkPurpose.ResetPassword, token, cancellationToken) is not null;

    /// <summary>
    /// Sets the password, ends all sessions, removes the trust from all devices, and lifts a lockout of the password.
    /// </summary>
    public async Task<LinkUse> SetAsync(
        string? token, string? password, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(AccountLinkPurpose.ResetPassword, token, cancellationToken) is not { UserId: { } userId } link)
        {
            return new LinkUse.Over();
        }

        if (newPassword.Check(password, link.Email) is { } fault)
        {
            return new LinkUse.BadPassword(fault);
        }

        var hash = await newPassword.HashAsync(password!, cancellationToken);
        await using (var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken))
        {
            if ((await transaction.Db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken)).IsClosed()
                || !await links.UseAsync(transaction.Db, link, cancellationToken))
            {
                return new LinkUse.Over();
            }

            await newPassword.PutAsync(transaction, hash, byMailAt: clock.GetUtcNow(), cancellationToken);
            await AddressConfirmation.NoteAsync(transaction, link.Email, cancellationToken);
            await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
            await recorder.RecordAsync(
                transaction, new(userId, AuditEvents.PasswordReset), new PasswordChangedNotification(ByReset: true), client, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // The guesses that caused the lockout were at a password that no longer exists.
        var key = AttemptLimiter.Password(userId);
        await limiter.ClearAsync(key, cancellationToken);
        await limiter.ClearAsync(AttemptLimiter.Told(key), cancellationToken);
        await mailLimiter.ClearAsync(AccountLinkPurpose.ResetPassword, link.Email, cancellationToken);
        return new LinkUse.Done();
    }
}
