using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Tells of a first proof by the ways that it did not come: somebody who has the mailbox has shown it, and the owner reads
/// the text.
/// </summary>
internal sealed class ProofNotifications(ConfirmedPhoneStore phones, NotificationWriter notices)
{
    public async Task TellAsync(
        PersonTransaction transaction, ProofKind shown, ClientInfo client, CancellationToken cancellationToken)
    {
        var notice = new ProofGivenNotification();
        if (shown != ProofKind.Email)
        {
            await notices.AddAsync(transaction, notice, client.Source(), cancellationToken: cancellationToken);
        }

        if (shown != ProofKind.Text && await phones.FindAsync(transaction.Db, transaction.UserId, cancellationToken) is { } number)
        {
            await notices.AddTextAsync(transaction, notice, number.E164, number.CountryCode, cancellationToken);
        }
    }
}
