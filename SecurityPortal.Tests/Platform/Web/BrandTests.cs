using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>An operator's logo and colour, which the portal itself serves.</summary>
public sealed class BrandTests : IDisposable
{
    private readonly string _logo = Path.Combine(Path.GetTempPath(), $"logo-{Guid.NewGuid():N}.svg");

    public BrandTests() => File.WriteAllText(_logo, """<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script></svg>""");

    public void Dispose() => File.Delete(_logo);

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/settings/security")]
    public async Task Pages_show_both_and_browsers_keep_them_until_they_change(string page)
    {
        await using var portal = new Portal(("Portal:Logo", _logo), ("Portal:Accent", "#6b21a8"));
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        var browser = await (page == "/sign-in" ? portal.Browser() : person.Browser()).GetAsync(page);

        var logo = await GetAsync(browser, browser.Page!.QuerySelector("header img.mark")!.GetAttribute("src")!);
        Assert.Equal("image/svg+xml", logo.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await File.ReadAllTextAsync(_logo, TestContext.Current.CancellationToken), await logo.Content.ReadAsStringAsync());
        var sheet = await GetAsync(browser, browser.Page.QuerySelectorAll("link[rel=stylesheet]").Last().GetAttribute("href")!);
        Assert.Contains("--accent: #6b21a8;", await sheet.Content.ReadAsStringAsync());
        Assert.All([logo, sheet], file => Assert.Equal("max-age=31536000, immutable", file.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task Content_security_policy_stays_as_strict_and_holds_for_the_logo_too()
    {
        await using var portal = new Portal(("Portal:Logo", _logo), ("Portal:Accent", "#6b21a8"), ("Portal:SupportContact:Url", "https://help.example.com"));
        await using var plain = new Portal();

        var (with, without) = (await PolicyAsync(portal, "/sign-in"), await PolicyAsync(plain, "/sign-in"));

        Assert.Equal(without, with);
        Assert.DoesNotContain("script-src 'unsafe", await PolicyAsync(portal, "/brand/logo"));
        Assert.Contains("default-src 'none'", await PolicyAsync(portal, "/brand/logo"));
    }

    [Fact]
    public async Task Without_them_there_is_nothing_at_their_addresses_and_the_page_is_as_ever()
    {
        await using var portal = new Portal();
        var browser = await portal.Browser().GetAsync("/sign-in");

        Assert.Null(browser.Page!.QuerySelector("img.mark"));
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("link[rel=stylesheet]"), sheet => sheet.GetAttribute("href")!.Contains("accent", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(browser, "/brand/logo")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(browser, "/brand/accent.css")).StatusCode);
    }

    private static Task<HttpResponseMessage> GetAsync(TestBrowser browser, string path) =>
        browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    // Returns the policy without its nonce, which differs each time.
    private static async Task<string> PolicyAsync(Portal portal, string path) => System.Text.RegularExpressions.Regex.Replace(
        string.Concat((await GetAsync(portal.Browser(), path)).Headers.GetValues("Content-Security-Policy")), "nonce-[^']+", "nonce");
}
