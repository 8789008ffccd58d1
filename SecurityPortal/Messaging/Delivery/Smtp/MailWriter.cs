using MimeKit;
using MimeKit.Text;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Builds the MIME message: plain text, the same as HTML, and the operator's logo.</summary>
internal sealed class MailWriter(IOptions<SmtpOptions> options, Brand? brand = null)
{
    /// <summary>The Content-Id by which the HTML refers to the logo (RFC 2392).</summary>
    public const string LogoId = "logo";

    /// <summary>
    /// Builds the mail of a job. Its Message-Id is derived from the job's id, so that mail clients recognise a mail that
    /// had to be sent twice.
    /// </summary>
    /// <exception cref="ParseException">The recipient's address is invalid.</exception>
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

        // Suppresses out-of-office replies (RFC 3834, and the header that Exchange observes).
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
