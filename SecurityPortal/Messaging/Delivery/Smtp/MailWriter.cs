using MimeKit;
using MimeKit.Text;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Makes the mail that goes over the wire: plain text, and the same as HTML beside it, with the operator's logo.</summary>
internal sealed class MailWriter(IOptions<SmtpOptions> options, Brand? brand = null)
{
    /// <summary>The Content-Id by which HTML shows the logo (RFC 2392).</summary>
    public const string LogoId = "logo";

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

    private MimeEntity Body(OutgoingMessage message)
    {
        var text = new TextPart(TextFormat.Plain) { Text = message.Text };
        if (message.Html is null)
        {
            return text;
        }

        var html = new TextPart(TextFormat.Html) { Text = message.Html };
        return brand?.MailLogo is { } logo && message.Html.Contains($"cid:{LogoId}", StringComparison.Ordinal)
            ? new MultipartAlternative(text, new MultipartRelated(html, Inline(logo)))
            : new MultipartAlternative(text, html);
    }

    private static MimePart Inline(BrandFile logo) => new(logo.Type)
    {
        ContentId = LogoId,
        ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = "logo.png" },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(logo.Bytes)),
    };
}
