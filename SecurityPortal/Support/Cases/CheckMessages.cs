using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// The message with the code that a caller reads back. It says so: other codes must never be read to anybody, and this one
/// only to support, and only by the person who called.
/// </summary>
internal sealed class CheckMessages(
    MailComposer composer, Outbox outbox, OneTimeCodeService codes, IStringLocalizer<Texts> texts, IOptions<PortalOptions> portal)
{
    /// <param name="group">Whatever of it still waits is cancelled.</param>
    public async Task SendAsync(
        PersonTransaction transaction, string group, CheckKind kind, CheckDestination to, string code, CancellationToken cancellationToken)
    {
        var language = await transaction.Db.Set<Person>().Where(row => row.UserId == transaction.UserId)
            .Select(row => row.Language).FirstOrDefaultAsync(cancellationToken) ?? "en";
        string text = "", subject = "";
        composer.In(language, _ =>
        {
            subject = texts["Your code for support"];
            text = texts["{0} is your code for {1} support. Read it to the agent you called. If you didn't call, do nothing and tell nobody.", code, portal.Value.Name];
        });
        OutgoingMessage message = kind == CheckKind.CodeByText
            ? new(DeliveryChannel.Sms, to.Full, text) { Code = code, CountryCode = to.CountryCode }
            : composer.Compose(to.Full, language, _ => subject, _ => [new(text)]) with { Code = code };
        await outbox.AddAsync(transaction, group, message, codes.Lifetime, cancellationToken);
    }
}
