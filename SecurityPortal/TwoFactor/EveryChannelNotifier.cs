using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor;

/// <summary>
/// Tells a person by e-mail and, at the confirmed number, by text: somebody who has taken one of them over must not be the
/// only one who learns of it.
/// </summary>
internal sealed class EveryChannelNotifier(ConfirmedPhoneStore phones, NotificationWriter notices)
{
    /// <inheritdoc cref="ConfirmedPhoneStore.FindAsync(PortalDbContext, string, CancellationToken)"/>
    public Task<PhoneNumber?> FindNumberAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        phones.FindAsync(transaction.Db, transaction.UserId, cancellationToken);

    /// <summary>Tells it at the address and the number on file.</summary>
    /// <param name="source">Where it came from, if anybody did it.</param>
    public async Task TellAsync(
        PersonTransaction transaction, ISecurityNotification notice, NotificationSource? source, CancellationToken cancellationToken) =>
        await TellAsync(transaction, notice, source, await FindNumberAsync(transaction, cancellationToken), cancellationToken);

    /// <summary>The same with a number that was read before the change took it off the account.</summary>
    /// <inheritdoc cref="TellAsync(PersonTransaction, ISecurityNotification, NotificationSource?, CancellationToken)" path="/param"/>
    public async Task TellAsync(
        PersonTransaction transaction, ISecurityNotification notice, NotificationSource? source, PhoneNumber? number,
        CancellationToken cancellationToken)
    {
        await notices.AddAsync(transaction, notice, source, cancellationToken: cancellationToken);
        await TextAsync(transaction, notice, number, cancellationToken);
    }

    /// <summary>Tells it by text alone, where it is told by mail already or must not be.</summary>
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
