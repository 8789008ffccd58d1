using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;
using MimeKit;
using SecurityPortal.Messaging.Delivery.Smtp;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Notifications;

/// <summary>How an email looks in a client that shows HTML.</summary>
public sealed class MailPageTests
{
    // A one-pixel PNG.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private const string Link = "https://localhost/notices/x?a=1&b=2";

    [Fact]
    public async Task It_shows_the_operators_name_and_colour_whose_it_is_and_loads_nothing()
    {
        await using var portal = new Portal(("Portal:Name", "Acme"), ("Portal:Accent", "#6b21a8"));

        var mail = portal.Get<MailComposer>().Compose(
            "nora@example.com", "de", _ => "Neu <b>", _ => [new("Alles & mehr"), new("Hier:", Link)]);

        var page = new HtmlParser().ParseDocument(mail.Html!);
        Assert.Equal("de", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Neu <b>", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(Link, page.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Acme", page.QuerySelector("p")!.TextContent);
        Assert.Contains("nora@example.com", page.Body!.LastElementChild!.TextContent);
        Assert.Contains("#6b21a8", mail.Html);
        Assert.Empty(page.QuerySelectorAll("img, link, script, style"));
        Assert.Equal($"Alles & mehr\n\nHier:\n{Link}", mail.Text);
    }

    // Mail clients show no SVG, and load no remote content without asking.
    [Theory]
    [InlineData(".png", true)]
    [InlineData(".svg", false)]
    public async Task The_operators_logo_comes_along_where_mail_programs_can_show_it(string type, bool isShown)
    {
        var path = Path.Combine(Path.GetTempPath(), $"logo-{Guid.NewGuid():N}{type}");
        await File.WriteAllBytesAsync(path, Picture, TestContext.Current.CancellationToken);
        try
        {
            await using var portal = new Portal(("Portal:Logo", path));
            var mail = portal.Get<MailComposer>().Compose("nora@example.com", "en", _ => "News", _ => [new("All of it")]);
            var written = new MailWriter(Options.Create(new SmtpOptions { From = "portal@example.com" }), portal.Get<Brand>()).Write(Guid.NewGuid(), mail);

            var shown = new HtmlParser().ParseDocument(written.HtmlBody!).QuerySelector("img")?.GetAttribute("src");
            Assert.Equal(isShown ? "cid:logo" : null, shown);
            var parts = written.BodyParts.OfType<MimePart>().Where(part => part.ContentId == "logo").ToList();
            Assert.Equal(isShown ? 1 : 0, parts.Count);
            Assert.All(parts, part =>
            {
                using var content = new MemoryStream();
                part.Content!.DecodeTo(content);
                Assert.Equal(Picture, content.ToArray());
                Assert.False(part.IsAttachment);
            });
            Assert.Equal("All of it", written.TextBody);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
