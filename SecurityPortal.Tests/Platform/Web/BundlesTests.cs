using System.IO.Compression;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The styles, and the scripts of open pages, as browsers get them.</summary>
public sealed class BundlesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    [Fact]
    public void Hold_the_theme_and_every_sheet_of_the_web_root()
    {
        var styles = shared.Portal.Get<Bundles>().Styles.Text;

        Assert.StartsWith(shared.Portal.Get<ThemeStylesheet>().Text, styles, StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "wwwroot-assets", "css")),
            sheet => Assert.Contains(File.ReadAllText(sheet), styles, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Are_what_a_page_names_and_are_kept_for_a_year()
    {
        var bundles = shared.Portal.Get<Bundles>();
        var person = await (await TestPerson.CreateAsync(shared.Portal)).SignInAsync();
        var page = await person.Browser().GetAsync("/settings/security");
        Assert.Contains(page.Page!.QuerySelectorAll("link[rel=stylesheet]"), link => link.GetAttribute("href") == bundles.Styles.Href);
        Assert.Contains(page.Page!.QuerySelectorAll("script"), script => script.GetAttribute("src") == bundles.Scripts.Href);

        foreach (var bundle in new[] { bundles.Styles, bundles.Scripts })
        {
            var (answer, text) = await GetAsync(bundle.Href, "gzip, br");
            Assert.Equal("max-age=31536000, immutable", $"{answer.Headers.CacheControl}");
            Assert.Equal(bundle.Text, text);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br;q=0")]
    public async Task Come_as_they_are_where_a_browser_cannot_unpack_them(string accepted)
    {
        var styles = shared.Portal.Get<Bundles>().Styles;

        Assert.Equal(styles.Text, (await GetAsync(styles.Href, accepted)).Text);
    }

    // While nodes of two versions serve, one may be asked for a bundle that only the other has.
    [Fact]
    public async Task One_of_another_version_is_not_kept() =>
        Assert.Equal("no-cache", $"{(await GetAsync("portal.0123456789.css", "br")).Answer.Headers.CacheControl}");

    private async Task<(HttpResponseMessage Answer, string Text)> GetAsync(string href, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{href}");
        request.Headers.Add("Accept-Encoding", accepted);
        var answer = await shared.Portal.Browser().SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
        var stream = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(
            answer.Content.Headers.ContentEncoding.Contains("br") ? new BrotliStream(stream, CompressionMode.Decompress) : stream);
        return (answer, await reader.ReadToEndAsync());
    }
}
