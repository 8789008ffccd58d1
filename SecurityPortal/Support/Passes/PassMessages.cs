using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Support.Passes;

/// <summary>Composes the mail and the text message that bring a temporary pass.</summary>
internal sealed class PassMessages(
    ConfirmedPhoneStore phones, MailComposer composer, DurationTexts durations, IStringLocalizer<Texts> texts)
{
    /// <param name="code">The pass; null when the page that the mail links to shows it.</param>
    public OutgoingMessage Mail(string to, string language, string? code, string? page, TimeSpan lifetime) => composer.Compose(
        to, language, _ => texts["Your temporary pass"], _ =>
        [
            code is null
                ? new(texts["Open this page once to see your temporary pass:"], composer.Url($"/pass/{page}"))
                : new(texts["Your temporary pass: {0}", code]),
            new(texts["Sign in with your password, choose \"Support gave me a temporary pass\", and set up a new method. The pass works once, for {0}. Don't give it to anyone: support doesn't need it.", durations.Say(lifetime)]),
        ]);

    public async Task<(OutgoingMessage Message, string Masked)> TextAsync(
        PersonTransaction transaction, string language, string code, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var number = await phones.FindAsync(transaction.Db, transaction.UserId, cancellationToken)
            ?? throw new InvalidOperationException("The number was removed after it was read.");
        var text = "";
        composer.In(language, _ => text = texts["{0} is your temporary pass. It works once, for {1}, with your password. Don't give it to anyone: support doesn't need it.", code, durations.Say(lifetime)]);
        return (new(DeliveryChannel.Sms, number.E164, text) { CountryCode = number.CountryCode }, number.Masked);
    }
}
