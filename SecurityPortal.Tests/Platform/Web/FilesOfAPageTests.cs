using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The files that a browser fetches along with a page.</summary>
public sealed class FilesOfAPageTests : IAsyncDisposable
{
    // In Development, a file may change at any time, so browsers request it each time.
    private readonly Portal _portal = new(("ReloadStaticAssetsAtRuntime", "false"));

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/settings/security/two-factor")]
    public async Task Come_compressed_and_are_kept_for_a_year(string page)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = page == "/sign-in" ? _portal.Browser() : person.Browser();
        await browser.GetAsync(page);
        var files = Regex.Matches(browser.Page!.DocumentElement.OuterHtml, "<(?:link[^>]*rel=\"stylesheet\"[^>]*href|script[^>]*src)=\"([^\"]+)\"")
            .Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/{file}");
            request.Headers.Add("Accept-Encoding", "br, gzip");
            var answer = await browser.SendAsync(request);
            Assert.True(answer.Content.Headers.ContentEncoding.Count > 0, $"{file} is not compressed.");
            Assert.Equal("max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        }
    }

    [Fact]
    public async Task Of_another_version_is_not_kept()
    {
        using var answer = await _portal.Browser().SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/_content/MudBlazor/MudBlazor.min.css?v=abcdefghij"));

        Assert.True(answer.IsSuccessStatusCode);
        Assert.NotEqual("max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
    }
}
