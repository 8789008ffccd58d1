using MailKit.Net.Smtp;
using MimeKit;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Hands mails to a mail server (RFC 5321).</summary>
internal sealed class SmtpProvider(SmtpConnections connections, MailWriter writer) : IMessageProvider
{
    public const string ProviderName = "Smtp";
    private const int MaxProviderId = 128;

    public string Name => ProviderName;

    public bool CanLookUp => false;

    public bool Serves(DeliveryChannel channel) => channel == DeliveryChannel.Email;

    public async Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        MimeMessage mail;
        try
        {
            mail = writer.Write(jobId, message);
        }
        catch (ParseException)
        {
            return new SendResult.Refused("not an address", DeliveryFault.CannotReceive);
        }

        SmtpClient client;
        try
        {
            client = await connections.TakeAsync(cancellationToken);
        }
        catch (Exception exception) when (SmtpOutcome.OfConnecting(exception) is { } outcome)
        {
            return outcome;
        }

        try
        {
            var answer = await client.SendAsync(mail, cancellationToken);
            connections.GiveBack(client);
            return new SendResult.Accepted(answer.Length <= MaxProviderId ? answer : answer[..MaxProviderId]);
        }
        catch (SmtpCommandException exception)
        {
            connections.GiveBack(client);
            return SmtpOutcome.OfAnswer(exception);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    // SMTP has no look-up. A mail sent twice has the same Message-Id, so most mail clients show it once.
    public Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult?>(null);
}
