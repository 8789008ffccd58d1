using AngleSharp.Html.Parser;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Notifications;

/// <summary>How a mail looks in a program that shows HTML.</summary>
public sealed class MailPageTests
{
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
}
