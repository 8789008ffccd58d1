using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Tells of a first proof by the ways that it did not come: somebody who has the mailbox has shown it, and the owner reads
/// the text.
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
