using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Makes the mail that goes over the wire: plain text, and the same as HTML beside it.</summary>
internal sealed class MailWriter(IOptions<SmtpOptions> options)
{
    /// <summary>
    /// The mail of a job. Its Message-Id is made of the job's id, so that a mail that had to be sent twice is the
    /// same one to every mail program.
    /// </summary>
    /// <exception cref="ParseException">The recipient's address is none.</exception>
    public MimeMessage Write(Guid jobId, OutgoingMessage message)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var mail = new MimeMessage
        {
            MessageId = $"{jobId:N}@{from.Domain}",
            Date = message.CreatedAt,
            Subject = message.Subject ?? "",
            Body = Body(message),
        };
        mail.From.Add(from);
        mail.To.Add(MailboxAddress.Parse(message.To));

        // Nobody's absence notice comes back (RFC 3834, and what Exchange heeds).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        return mail;
    }

    private static MimeEntity Body(OutgoingMessage message)
    {
        var text = new TextPart(TextFormat.Plain) { Text = message.Text };
        return message.Html is null
            ? text
            : new MultipartAlternative(text, new TextPart(TextFormat.Html) { Text = message.Html });
    }
}
