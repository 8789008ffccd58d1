using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.Accounts.Email;

/// <summary>Creates a link and puts the email that carries it into the outbox, in the caller's transaction.</summary>
internal sealed class LinkMailer(AccountLinks links, AccountMails mails, Outbox outbox, IOptions<AccountOptions> options)
{
    /// <summary>Returns how long a link of this kind works, which is also how long its email may take to be sent.</summary>
    public TimeSpan LifetimeOf(AccountLinkPurpose purpose) => purpose == AccountLinkPurpose.ResetPassword
        ? options.Value.ResetLifetime
        : options.Value.ConfirmationLifetime;

    /// <param name="write">Writes the email with the link's token, which goes nowhere else.</param>
    public async Task AddAsync(
        PersonTransaction transaction, LinkMail mail, Func<AccountMails, string, OutgoingMessage> write, CancellationToken cancellationToken)
    {
        await AddAsync(transaction.Db, mail, write, cancellationToken);
        transaction.AfterCommit(Wake);
    }

    /// <summary>Does the same for somebody who may not have an account; call <see cref="Wake"/> after the transaction.</summary>
    /// <inheritdoc cref="AddAsync(PersonTransaction, LinkMail, Func{AccountMails, string, OutgoingMessage}, CancellationToken)" path="/param"/>
    public Task AddAsync(
        PortalDbContext db, LinkMail mail, Func<AccountMails, string, OutgoingMessage> write, CancellationToken cancellationToken)
    {
        var lifetime = LifetimeOf(mail.Purpose);
        var token = links.Add(
            db, mail.Purpose, mail.User, mail.Email, mail.IsSent && mail.HasLink ? lifetime : TimeSpan.Zero, mail.SessionId);
        return outbox.AddAsync(
            db, mail.User?.Id ?? "", $"{mail.Purpose}:{Guid.NewGuid():N}", write(mails, token),
            mail.IsSent ? lifetime : TimeSpan.Zero, cancellationToken);
    }

    /// <inheritdoc cref="Outbox.Wake"/>
    public void Wake() => outbox.Wake();
}
