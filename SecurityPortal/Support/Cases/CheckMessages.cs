using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Sends the code that a caller reads back. The message says so: other codes must never be read to anyone, and this one only to
/// support, by the person who called.
/// </summary>
internal sealed class CheckMessages(
    MailComposer composer, Outbox outbox, OneTimeCodeService codes, IStringLocalizer<Texts> texts, IOptions<PortalOptions> portal)
{
    /// <param name="group">The outbox group; its messages that still wait are cancelled.</param>
    public async Task SendAsync(
        PersonTransaction transaction, string group, CheckKind kind, CheckDestination to, string code, CancellationToken cancellationToken)
    {
        var language = await transaction.Db.Set<Person>().Where(row => row.UserId == transaction.UserId)
            .Select(row => row.Language).FirstOrDefaultAsync(cancellationToken) ?? "en";
        string text = "", subject = "";
        composer.In(language, _ =>
        {
            subject = texts["Your code for support"];
            text = texts["{0} is your code for {1} support. Read it to the agent you called. If you didn't call, do nothing, and don't share it.", code, portal.Value.Name];
        });
        OutgoingMessage message = kind == CheckKind.CodeByText
            ? new(DeliveryChannel.Sms, to.Full, text) { Code = code, CountryCode = to.CountryCode }
            : composer.Compose(to.Full, language, _ => subject, _ => [new(text)]) with { Code = code };
        await outbox.AddAsync(transaction, group, message, codes.Lifetime, cancellationToken);
    }
}
