using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>
/// Notifies a person by email and, at the confirmed number, by text message: an attacker who has taken over one of them
/// must not be the only one to see the notification.
/// </summary>
internal sealed class EveryChannelNotifier(ConfirmedPhoneStore phones, NotificationWriter notices)
{
    /// <inheritdoc cref="ConfirmedPhoneStore.FindAsync(PortalDbContext, string, CancellationToken)"/>
    public Task<PhoneNumber?> FindNumberAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        phones.FindAsync(transaction.Db, transaction.UserId, cancellationToken);

    /// <summary>Notifies the person at the address and the number on file.</summary>
    /// <param name="source">Where the change came from, if somebody made it.</param>
    public async Task TellAsync(
        PersonTransaction transaction, ISecurityNotification notice, NotificationSource? source, CancellationToken cancellationToken) =>
        await TellAsync(transaction, notice, source, await FindNumberAsync(transaction, cancellationToken), cancellationToken);

    /// <summary>Does the same with a number that was read before the change removed it from the account.</summary>
    /// <inheritdoc cref="TellAsync(PersonTransaction, ISecurityNotification, NotificationSource?, CancellationToken)" path="/param"/>
    public async Task TellAsync(
        PersonTransaction transaction, ISecurityNotification notice, NotificationSource? source, PhoneNumber? number,
        CancellationToken cancellationToken)
    {
        await notices.AddAsync(transaction, notice, source, cancellationToken: cancellationToken);
        await TextAsync(transaction, notice, number, cancellationToken);
    }

    /// <summary>Notifies by text message only, when the email has been sent already or must not be sent.</summary>
    public async Task TextAsync(PersonTransaction transaction, ISecurityNotification notice, CancellationToken cancellationToken) =>
        await TextAsync(transaction, notice, await FindNumberAsync(transaction, cancellationToken), cancellationToken);

    private async Task TextAsync(
        PersonTransaction transaction, ISecurityNotification notice, PhoneNumber? number, CancellationToken cancellationToken)
    {
        if (number is not null)
        {
            await notices.AddTextAsync(transaction, notice, number.E164, number.CountryCode, cancellationToken);
        }
    }
}
