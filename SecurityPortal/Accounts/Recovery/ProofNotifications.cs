using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Notifies the owner of a first proof through the channels that it did not use: somebody who has taken over the mailbox
/// gives a code from there, but the owner reads the text message.
/// </summary>
internal sealed class ProofNotifications(EveryChannelNotifier notifier, NotificationWriter notices)
{
    public async Task TellAsync(
        PersonTransaction transaction, ProofKind shown, ClientInfo client, CancellationToken cancellationToken)
    {
        var notice = new ProofGivenNotification();
        if (shown != ProofKind.Email)
        {
            await notices.AddAsync(transaction, notice, client.Source(), cancellationToken: cancellationToken);
        }

        if (shown != ProofKind.Text)
        {
            await notifier.TextAsync(transaction, notice, cancellationToken);
        }
    }
}
