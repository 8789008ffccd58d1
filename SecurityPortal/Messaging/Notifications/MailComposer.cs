using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Messaging.Notifications;

/// <summary>Writes a mail in a person's language, as plain text and as HTML that says the same.</summary>
internal sealed class MailComposer(IStringLocalizer<Texts> texts, IOptions<PortalOptions> portal)
{
    /// <param name="region">The country by which dates are written (ISO 3166); null when it is not known.</param>
    public OutgoingMessage Compose(
        string to, string language, Func<IStringLocalizer, string> subject,
        Func<IStringLocalizer, IEnumerable<MailPart>> parts, string? region = null)
    {
        OutgoingMessage? message = null;
        In(
            language,
            localizer =>
            {
                var title = subject(localizer);
                var written = parts(localizer).ToList();
                message = new(DeliveryChannel.Email, to, PlainText(written)) { Subject = title, Html = Html(language, title, written) };
            },
            region);
        return message!;
    }

    /// <summary>Writes something in a person's language.</summary>
    /// <param name="region">The country by which dates are written (ISO 3166); null when it is not known.</param>
    public void In(string language, Action<IStringLocalizer> write, string? region = null)
    {
        var (uiBefore, before) = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            CultureInfo.CurrentCulture = WrittenAs.In(language, region);
            write(texts);
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (uiBefore, before);
        }
    }

    /// <summary>The full address of a path here. The host is the configured one, whatever a request claims.</summary>
    public string Url(string path) => portal.Value.PublicUrl + path;

    private static string PlainText(IEnumerable<MailPart> parts) =>
        string.Join("\n\n", parts.Select(part => part.Url is null ? part.Text : $"{part.Text}\n{part.Url}"));

    private string Html(string language, string title, IEnumerable<MailPart> parts)
    {
        static string Encode(string text) => HtmlEncoder.Default.Encode(text);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"{Encode(language)}\"><head><meta charset=\"utf-8\"><title>{Encode(title)}</title></head>");
        html.Append("<body style=\"font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#16202a;max-width:560px;margin:24px auto;padding:0 16px\">");
        html.Append(CultureInfo.InvariantCulture, $"<p style=\"color:#4b5660\">{Encode(portal.Value.Name)}</p><h1 style=\"font-size:20px\">{Encode(title)}</h1>");
        foreach (var part in parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(part.Text)}");
            if (part.Url is { } url)
            {
                html.Append(CultureInfo.InvariantCulture, $"<br><a href=\"{Encode(url)}\" style=\"color:#0b5c6b\">{Encode(url)}</a>");
            }

            html.Append("</p>");
        }

        return html.Append("</body></html>").ToString();
    }
}

/// <summary>One paragraph of a mail, with the address to open if there is one.</summary>
internal sealed record MailPart(string Text, string? Url = null)
{
    public override string ToString() => nameof(MailPart);
}
