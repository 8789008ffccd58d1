using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Email;

/// <summary>
/// Changes the email address: requested in a confirmed session, confirmed at the new address, with a notification to both.
/// </summary>
internal sealed class EmailChange(
    IDbContextFactory<PortalDbContext> factory, AccountLinks links, AccountAddresses addresses, SessionStore sessions,
    MailLimiter limiter, AuditLogWriter log, NotificationWriter notices, TimeProvider clock)
{
    /// <summary>Returns the address that the link with this token confirms; null if the link is no longer valid.</summary>
    public async Task<string?> EmailOfAsync(string? token, CancellationToken cancellationToken = default) =>
        (await links.FindAsync(AccountLinkPurpose.ChangeEmail, token, cancellationToken))?.Email;

    /// <summary>Replaces the address of the account that requested the change.</summary>
    public async Task<LinkUse> ConfirmAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default)
    {
        if (await links.FindAsync(AccountLinkPurpose.ChangeEmail, token, cancellationToken) is not { UserId: { } userId } link)
        {
            return new LinkUse.Over();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        if ((await transaction.Db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken)).IsClosed()
            || !await links.UseAsync(transaction.Db, link, cancellationToken))
        {
            return new LinkUse.Over();
        }

        if (await addresses.IsTakenAsync(transaction.Db, link.Email, cancellationToken))
        {
            return new LinkUse.Taken();
        }

        var old = await addresses.PutAsync(transaction, link.Email, cancellationToken);
        await sessions.EndOthersAsync(transaction, link.SessionId, cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(userId, AuditEvents.EmailChanged).From(client), cancellationToken);
        if (old is not null)
        {
            var masked = new EmailChangedNotification(EmailAddress.Masked(link.Email), Before: old);
            await notices.AddAsync(transaction, masked, client.Source(), to: old, cancellationToken);
        }

        await notices.AddAsync(
            transaction, new EmailChangedNotification(link.Email), client.Source(), cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await limiter.ClearAsync(AccountLinkPurpose.ChangeEmail, link.Email, cancellationToken);
        return new LinkUse.Done();
    }
}
