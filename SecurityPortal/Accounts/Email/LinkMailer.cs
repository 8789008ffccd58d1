using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.Accounts.Email;

/// <summary>Makes a link and puts the mail that carries it into the outbox, in the caller's transaction.</summary>
internal sealed class LinkMailer(AccountLinks links, AccountMails mails, Outbox outbox, IOptions<AccountOptions> options)
{
    /// <summary>How long a link of this kind works, and how long its mail may take.</summary>
    public TimeSpan LifetimeOf(AccountLinkPurpose purpose) => purpose == AccountLinkPurpose.ResetPassword
        ? options.Value.ResetLifetime
        : options.Value.ConfirmationLifetime;

    /// <param name="write">Writes the mail with the token of the link, which goes nowhere else.</param>
    public async Task AddAsync(
        PersonTransaction transaction, LinkMail mail, Func<AccountMails, string, OutgoingMessage> write, CancellationToken cancellationToken)
    {
        await AddAsync(transaction.Db, mail, write, cancellationToken);
        transaction.AfterCommit(Wake);
    }

    /// <summary>The same for somebody who need not have an account; call <see cref="Wake"/> after the transaction.</summary>
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
