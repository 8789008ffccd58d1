using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Messaging.Notifications;

/// <summary>Writes a mail in a person's language, with the same content as plain text and as HTML.</summary>
internal sealed class MailComposer(
    IStringLocalizer<Texts> texts, IOptions<PortalOptions> portal, Brand brand, IServiceScopeFactory scopes,
    ILoggerFactory loggers)
{
    // The theme's default. The operator's own accent was validated at start.
    private const string OwnAccent = "#0b5c6b";

    /// <param name="region">The country whose date format is used (ISO 3166); null if it is not known.</param>
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
                message = new(DeliveryChannel.Email, to, PlainText(written)) { Subject = title, Html = Html(language, title, to, written) };
            },
            region);
        return message!;
    }

    /// <summary>Runs <paramref name="write"/> in a person's language.</summary>
    /// <param name="region">The country whose date format is used (ISO 3166); null if it is not known.</param>
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

    /// <summary>
    /// Returns the full URL of a path of the portal. The host is always the configured one, never that of a request.
    /// </summary>
    public string Url(string path) => portal.Value.PublicUrl + path;

    private static string PlainText(IEnumerable<MailPart> parts) =>
        string.Join("\n\n", parts.Select(part => part.Url is null ? part.Text : $"{part.Text}\n{part.Url}"));

    // The page awaits nothing, so GetResult does not block.
    private string Html(string language, string title, string to, IReadOnlyList<MailPart> parts)
    {
        using var scope = scopes.CreateScope();
        using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MailPage.Language)] = language,
            [nameof(MailPage.Title)] = title,
            [nameof(MailPage.Name)] = portal.Value.Name,
            [nameof(MailPage.Address)] = portal.Value.PublicUrl,
            [nameof(MailPage.To)] = to,
            [nameof(MailPage.HasLogo)] = brand.MailLogo is not null,
            [nameof(MailPage.Accent)] = portal.Value.Accent is { Length: > 0 } accent ? accent : OwnAccent,
            [nameof(MailPage.Parts)] = parts,
        });
        return "<!DOCTYPE html>" + renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<MailPage>(parameters)).ToHtmlString()).GetAwaiter().GetResult();
    }
}
